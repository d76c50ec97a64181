package org.pidesk.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Collections;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Believes the proxies of ours, and nobody else, from which address and over what a visitor comes. Otherwise all who
 * come by a proxy would count as one network, or anybody could name an address of their own choice. Of all else that a
 * proxy could say about a request nothing is read: not the host, not a port, not a path.
 */
@Component
@Order(1)
@EnableConfigurationProperties(TrustedProxySettings.class)
class TrustedProxies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    /** Who reads it further in knows that a proxy spoke whom nobody believed. */
    private static final String ADDRESS = "X-Forwarded-For";

    private static final String SCHEME = "X-Forwarded-Proto";

    private final Hops hops;

    TrustedProxies(TrustedProxySettings proxies) {
        this.hops = new Hops(proxies);
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addEngineValves(new Believing(hops));
    }

    private static final class Believing extends ValveBase {
        private final Hops hops;

        Believing(Hops hops) {
            super(true);
            this.hops = hops;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            var connected = request.getRemoteAddr();
            hops.visitor(connected, Collections.list(request.getHeaders(ADDRESS)).stream())
                    .ifPresent(visitor -> {
                        request.setRemoteAddr(visitor);
                        request.setRemoteHost(visitor);
                        request.getCoyoteRequest().getMimeHeaders().removeHeader(ADDRESS);
                        if ("https".equals(request.getHeader(SCHEME))) {
                            request.setSecure(true);
                            request.getCoyoteRequest().scheme().setString("https");
                            request.getCoyoteRequest().setServerPort(443);
                        }
                    });
            getNext().invoke(request, response);
        }
    }
}
