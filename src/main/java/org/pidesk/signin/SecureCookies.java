package org.pidesk.signin;

import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.server.AbstractServletWebServerFactory;
import org.springframework.stereotype.Component;

/**
 * Where pi-desk is reached over TLS the cookies of staff go nowhere else: browsers take a name that begins with
 * {@code __Host-} only over TLS, for this very host and all of its paths. On loopback there is no TLS.
 */
@Component
class SecureCookies implements WebServerFactoryCustomizer<AbstractServletWebServerFactory> {
    private final boolean tls;
    private final CamundaBpmProperties camunda;

    SecureCookies(@Value("${pidesk.base-url}") String address, CamundaBpmProperties camunda) {
        this.tls = address.startsWith("https:");
        this.camunda = camunda;
    }

    @Override
    public void customize(AbstractServletWebServerFactory server) {
        if (tls) {
            server.getSession().getCookie().setName("__Host-pidesk");
            server.getSession().getCookie().setPath("/");
            server.getSession().getCookie().setSecure(true);
            camunda.getWebapp().getCsrf().setEnableSecureCookie(true);
            camunda.getWebapp().getSessionCookie().setEnableSecureCookie(true);
        }
    }
}
