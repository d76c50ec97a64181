package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class OverTlsOnlyTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/pi");

    @Test
    void isSaidBehindAProxyThatEndsTls() throws Exception {
        assertThat(said("https://desk.example")).isEqualTo("max-age=31536000 ; includeSubDomains");
    }

    @Test
    void isSaidOnThePageOfAnErrorToo() throws Exception {
        request.setDispatcherType(DispatcherType.ERROR);
        request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, "/pi");

        assertThat(said("https://desk.example")).isEqualTo("max-age=31536000 ; includeSubDomains");
    }

    @Test
    void isNotSaidWithoutTls() throws Exception {
        assertThat(said("http://localhost:8080")).isNull();
    }

    private String said(String baseUrl) throws Exception {
        var response = new MockHttpServletResponse();
        var chain = new MockFilterChain();
        new OverTlsOnly(URI.create(baseUrl)).doFilter(request, response, chain);
        assertThat(chain.getRequest()).isNotNull();
        return response.getHeader("Strict-Transport-Security");
    }
}
