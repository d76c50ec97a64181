package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class HostCookiesTest {
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final HostCookies overTls = new HostCookies(URI.create("https://desk.example"));

    @Test
    void goOverTlsToThisHostOnly() {
        overTls.write(response, "pi-proof", "4711", Duration.ofDays(90));

        assertThat(response.getHeader("Set-Cookie"))
                .startsWith("__Host-pi-proof=4711; Path=/; Max-Age=7776000;")
                .contains("; Secure", "; HttpOnly", "; SameSite=Strict")
                .doesNotContain("Domain");
    }

    @Test
    void workOnLoopbackWithoutTls() {
        new HostCookies(URI.create("http://localhost:8080")).write(response, "pi-proof", "4711", null);

        assertThat(response.getHeader("Set-Cookie")).isEqualTo("pi-proof=4711; Path=/; HttpOnly; SameSite=Strict");
    }

    @Test
    void areNotTakenFromANeighbourWhoPlantedTheBareName() {
        var request = new MockHttpServletRequest();
        request.setCookies(new Cookie("pi-proof", "planted"), new Cookie("__Host-pi-proof", "4711"));

        assertThat(overTls.read(request, "pi-proof")).hasValue("4711");
    }

    @Test
    void areForgottenAtOnce() {
        overTls.forget(response, "pi-proof");

        assertThat(response.getHeader("Set-Cookie")).startsWith("__Host-pi-proof=; Path=/; Max-Age=0;");
    }
}
