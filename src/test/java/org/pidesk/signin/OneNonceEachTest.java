package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.PASSWORD;

import jakarta.servlet.ServletRequest;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

@PiDeskTest
class OneNonceEachTest {
    private static final String NONCE = ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE;
    private static final Pattern IN_HEADER = Pattern.compile("'nonce-([^']+)'");
    private static final Pattern IN_PAGE = Pattern.compile("nonce=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @BeforeEach
    void twoDealerships() {
        Dealerships.open(organisations, staff);
    }

    @Test
    void isTheSameInHeaderAndPageHoweverManyAreLoadedAtOnce() throws Exception {
        var visitor = new Visitor(port);
        visitor.signIn("naledi", PASSWORD);
        var loads = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 200; i++) {
            loads.add(() -> {
                var page = visitor.get("/camunda/app/tasklist/default/");
                var header =
                        page.headers().firstValue("Content-Security-Policy").orElse("");
                return first(IN_HEADER, header).equals(first(IN_PAGE, page.body()));
            });
        }
        var eight = Executors.newFixedThreadPool(8);
        try {
            for (var same : eight.invokeAll(loads)) {
                assertThat(same.get()).isTrue();
            }
        } finally {
            eight.shutdown();
        }
    }

    /** First one request sets its nonce, then another does, then the first writes its page. */
    @Test
    void isAnothersWithoutTheFilter() throws Exception {
        var shared = new MockServletContext();
        var one = new MockHttpServletRequest(shared);
        var other = new MockHttpServletRequest(shared);

        assertThat(nonceAfterAnotherRequest(one, other)).isEqualTo("the other's");
        assertThat(nonceAfterAnotherRequest(filtered(one), filtered(other))).isEqualTo("its own");
    }

    @Test
    void leavesEverythingElseInTheSharedContext() throws Exception {
        var request = new MockHttpServletRequest(new MockServletContext());

        filtered(request).getServletContext().setAttribute("engine", "running");

        assertThat(request.getServletContext().getAttribute("engine")).isEqualTo("running");
    }

    private static Object nonceAfterAnotherRequest(ServletRequest one, ServletRequest other) {
        one.getServletContext().setAttribute(NONCE, "its own");
        other.getServletContext().setAttribute(NONCE, "the other's");
        return one.getServletContext().getAttribute(NONCE);
    }

    private static ServletRequest filtered(MockHttpServletRequest request) throws Exception {
        var seen = new ServletRequest[1];
        new OneNonceEach().doFilter(request, new MockHttpServletResponse(), (inside, response) -> seen[0] = inside);
        return seen[0];
    }

    private static String first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? found.group(1) : "none in " + pattern;
    }
}
