package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class StaffHostTest {
    private final StaffHost apart =
            new StaffHost(URI.create("https://pi.example"), URI.create("https://desk.pi.example"));

    private final StaffHost together =
            new StaffHost(URI.create("http://localhost:8080"), URI.create("http://localhost:8080"));

    @Test
    void hasTheStaffsPagesAloneWhereItIsApart() throws Exception {
        assertThat(answers(apart.onlyHere(), "desk.pi.example")).isTrue();
        assertThat(answers(apart.onlyHere(), "DESK.pi.example")).isTrue();
        assertThat(answers(apart.onlyHere(), "pi.example")).isFalse();
        assertThat(answers(apart.onlyHere(), "abcmotors.example")).isFalse();
        assertThat(answers(apart.onlyHere(), "desk.pi.example.mallory.example")).isFalse();
    }

    @Test
    void hasNoOtherPages() throws Exception {
        assertThat(answers(apart.notHere(), "desk.pi.example")).isFalse();
        assertThat(answers(apart.notHere(), "pi.example")).isTrue();
        assertThat(answers(apart.notHere(), "abcmotors.example")).isTrue();
    }

    @Test
    void isAnyHostWhereItIsNotApart() throws Exception {
        assertThat(answers(together.onlyHere(), "localhost")).isTrue();
        assertThat(answers(together.onlyHere(), "127.0.0.1")).isTrue();
        assertThat(answers(together.notHere(), "localhost")).isTrue();
    }

    private static boolean answers(Filter filter, String host) throws Exception {
        var request = new MockHttpServletRequest("GET", "/login");
        request.setServerName(host);
        var response = new MockHttpServletResponse();
        var chain = new MockFilterChain();
        filter.doFilter(request, response, chain);
        assertThat(response.getStatus()).isIn(200, 404);
        return chain.getRequest() != null;
    }
}
