package org.pidesk.web;

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
        var valve = new RemoteIpValve();
        // in place of the valve's own list, which trusts every private network
        valve.setInternalProxies(addresses);
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        return valve;
    }
}
