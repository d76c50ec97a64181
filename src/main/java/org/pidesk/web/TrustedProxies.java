package org.pidesk.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Collections;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Believes a proxy of ours, and nobody else, from which address and over what a visitor comes. Otherwise all who come
 * by a proxy would count as one network, or anybody could name an address of their own choice.
 */
@Component
class TrustedProxies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final String addresses;

    TrustedProxies(@Value("${pidesk.trusted-proxies:}") String addresses) {
        this.addresses = addresses.strip();
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        if (!addresses.isEmpty()) {
            server.addEngineValves(valve());
        }
    }

    private RemoteIpValve valve() {
        var valve = new WithoutPorts();
        // in place of the valve's own list, which trusts every private network
        valve.setInternalProxies(addresses);
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        return valve;
    }

    /** Some proxies name the port too from which a visitor comes: another one each time, and no part of the address. */
    private static final class WithoutPorts extends RemoteIpValve {
        private static final Pattern PORT = Pattern.compile("(?<=\\d\\.\\d{1,3}):\\d+(?=\\s*(?:,|$))");
        private static final Pattern BRACKETS = Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::\\d+)?(?=\\s*(?:,|$))");

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            var named = String.join(", ", Collections.list(request.getHeaders(getRemoteIpHeader())));
            var plain = BRACKETS.matcher(PORT.matcher(named).replaceAll("")).replaceAll("$1");
            if (!plain.equals(named)) {
                request.getCoyoteRequest()
                        .getMimeHeaders()
                        .setValue(getRemoteIpHeader())
                        .setString(plain);
            }
            super.invoke(request, response);
        }
    }
}
