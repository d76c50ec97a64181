package org.pidesk.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Puts {@link PageHeaders} on every answer, before anybody begins to write it: a page, a file, a redirect, an error, and
 * what the server itself says to a request that it cannot read. Whoever answers may put another in the place of one:
 * files may be kept, and Camunda's pages have a policy of their own.
 *
 * <p>Where people reach pi-desk over TLS browsers are told to come back over TLS only. Whether this connection itself is
 * encrypted does not matter: TLS may end at a proxy.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class StrictAnswers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final String A_YEAR_AND_SUBDOMAINS_TOO = "max-age=31536000; includeSubDomains";

    private final Map<String, String> headers = PageHeaders.ofEveryAnswer();

    StrictAnswers(@Value("${pidesk.base-url}") URI baseUrl) {
        if ("https".equals(baseUrl.getScheme())) {
            headers.put("Strict-Transport-Security", A_YEAR_AND_SUBDOMAINS_TOO);
        }
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addEngineValves(new Headers(headers));
    }

    private static final class Headers extends ValveBase {
        private final Map<String, String> headers;

        Headers(Map<String, String> headers) {
            super(true);
            this.headers = headers;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            headers.forEach(response::setHeader);
            getNext().invoke(request, response);
        }
    }
}
