package org.pidesk.signin;

import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.pidesk.web.HostCookies;
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
    private final HostCookies cookies;
    private final String staffUrl;
    private final CamundaBpmProperties camunda;

    SecureCookies(HostCookies cookies, @Value("${pidesk.staff-url}") String staffUrl, CamundaBpmProperties camunda) {
        this.cookies = cookies;
        this.staffUrl = staffUrl;
        this.camunda = camunda;
    }

    @Override
    public void customize(AbstractServletWebServerFactory server) {
        if (cookies.secure()) {
            server.getSession().getCookie().setName(cookies.name("pidesk"));
            server.getSession().getCookie().setPath("/");
            server.getSession().getCookie().setSecure(true);
            // the scripts of Camunda's pages look for it by this name too (config.js)
            camunda.getWebapp().getCsrf().setCookieName(cookies.name("CAMUNDA-XSRF"));
            camunda.getWebapp().getCsrf().setTargetOrigin(staffUrl);
            camunda.getWebapp().getCsrf().setEnableSecureCookie(true);
            camunda.getWebapp().getSessionCookie().setEnableSecureCookie(true);
        }
    }
}
