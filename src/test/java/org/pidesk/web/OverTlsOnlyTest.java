package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class OverTlsOnlyTest {
    private static final String OVER_TLS = "https://pi.example";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/abc-motors/pi",
                "/pidesk.css",
                "/actuator/env",
                "/actuator/health/../../login",
                "/actuator/health/x",
                "/actuator/prometheus/",
                "/actuator/prometheus/../env",
                "/"
            })
    void refusesWhoComesWithout(String path) throws Exception {
        var answer = ask(OVER_TLS, path, false);

        assertThat(answer.getStatus()).isEqualTo(403);
        assertThat(answer.getContentAsString()).contains("over TLS only, at https://pi.example.");
    }

    @Test
    void leadsNobodyInCircles() throws Exception {
        assertThat(ask(OVER_TLS, "/login", false).getHeader("Location")).isNull();
    }

    @Test
    void answersWhoComesOverTls() throws Exception {
        assertThat(ask(OVER_TLS, "/login", true).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/actuator/prometheus"
            })
    void tellsTheHealthToWhoStandsBeside(String path) throws Exception {
        assertThat(ask(OVER_TLS, path, false).getStatus()).isEqualTo(200);
    }

    @Test
    void asksForNoTlsWhereThereIsNone() throws Exception {
        assertThat(ask("http://localhost:8080", "/login", false).getStatus()).isEqualTo(200);
    }

    private static MockHttpServletResponse ask(String baseUrl, String path, boolean secure)
            throws ServletException, IOException {
        var request = new MockHttpServletRequest("GET", path);
        request.setSecure(secure);
        var answer = new MockHttpServletResponse();
        new OverTlsOnly(URI.create(baseUrl)).doFilter(request, answer, new MockFilterChain());
        return answer;
    }
}
