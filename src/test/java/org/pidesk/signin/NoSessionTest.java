package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.PASSWORD;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.Manager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** A session is kept in memory for half an hour, so it begins with the right password and not before. */
@PiDeskTest
class NoSessionTest {
    private static final List<String> PAGES = List.of(
            "/x",
            "/",
            "/error",
            "/favicon.ico",
            "/actuator/health",
            "/login",
            "/login/check",
            "/login/break-glass",
            "/login/device",
            "/login/second-factor",
            "/login/forgotten",
            "/login/reset/x",
            "/login/invitation/x",
            "/login/first/x",
            "/logout",
            "/desk",
            "/desk/devices",
            "/desk/tasks/x",
            "/camunda/app/tasklist/default/",
            "/camunda/api/engine/engine/default/task",
            "/abc-motors/pi",
            "/pi",
            "/api/screening",
            "/returns/ses",
            "/sandbox");

    @LocalServerPort
    int port;

    @Autowired
    ServletWebServerApplicationContext application;

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    private final HttpClient forgetful = HttpClient.newHttpClient();

    @BeforeEach
    void twoDealerships() {
        Dealerships.open(organisations, staff);
    }

    @Test
    void beginsForWhoeverOpensOrSendsWhateverWithoutACookie() throws Exception {
        var before = begun();
        var said = new HashSet<Integer>();

        for (int i = 0; i < 1_000; i++) {
            said.add(ask(i % 2 == 0 ? "GET" : "POST", PAGES.get(i / 2 % PAGES.size()), i % 3 == 0)
                    .statusCode());
        }

        assertThat(begun()).isEqualTo(before);
        assertThat(said)
                .contains(200, 302, 403, 404)
                .allSatisfy(status -> assertThat(status).isLessThan(500));
    }

    @Test
    void beginsForNoWrongPassword() {
        var before = begun();
        var visitor = new Visitor(port);

        assertThat(visitor.signInAsAStranger("naledi", "not it").statusCode()).isEqualTo(401);
        assertThat(begun()).isEqualTo(before);
        // and is counted where one begins
        visitor.signIn("naledi", PASSWORD);
        assertThat(begun()).isGreaterThan(before);
    }

    /** Nobody on another node knows what this one has given out, and takes it all the same. */
    @Test
    void isNeededForAForm() {
        var visitor = new Visitor(port);
        var page = visitor.get("/login");

        assertThat(visitor.cookie("JSESSIONID")).isEmpty();
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("staff-form=")
                .contains("Path=/", "HttpOnly", "SameSite=Lax");
        assertThat(visitor.submit(page, "/login", Map.of("username", "naledi", "password", "not it"))
                        .statusCode())
                .isEqualTo(401);
        // the token of somebody else's page
        assertThat(visitor.submit(
                                new Visitor(port).get("/login"),
                                "/login",
                                Map.of("username", "naledi", "password", PASSWORD))
                        .headers()
                        .firstValue("Location"))
                .hasValue("/login?again");
    }

    /** As after a sign-out, and where the session before has just run out: who opened them may be somebody else. */
    @Test
    void makesFormsOfBeforeTooOld() {
        var visitor = new Visitor(port);
        visitor.signIn("naledi", PASSWORD);
        var otherTab = visitor.get("/desk/account");
        visitor.plant("JSESSIONID", "over");
        visitor.signIn("johan", PASSWORD);

        assertThat(visitor.submit(otherTab, "/desk/account/digest", Map.of("wanted", "true"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.submit("/desk/account", "/desk/account/digest", Map.of("wanted", "true"))
                        .statusCode())
                .isEqualTo(302);
    }

    private HttpResponse<String> ask(String method, String path, boolean asAPage)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept", asAPage ? "text/html" : "*/*")
                .header("Content-Type", "application/x-www-form-urlencoded");
        return forgetful.send(
                method.equals("GET")
                        ? request.build()
                        : request.POST(BodyPublishers.ofString("a=1")).build(),
                BodyHandlers.ofString());
    }

    private long begun() {
        return sessions().getSessionCounter();
    }

    private Manager sessions() {
        var server = (TomcatWebServer) application.getWebServer();
        return ((Context) server.getTomcat().getHost().findChildren()[0]).getManager();
    }
}
