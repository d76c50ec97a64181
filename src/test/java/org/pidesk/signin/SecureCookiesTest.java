package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.api.Test;
import org.pidesk.web.HostCookies;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;

class SecureCookiesTest {
    private final TomcatServletWebServerFactory server = new TomcatServletWebServerFactory();
    private final CamundaBpmProperties camunda = new CamundaBpmProperties();

    @Test
    void goOverTlsOnly() {
        secureCookies("https://desk.example").customize(server);

        assertThat(server.getSession().getCookie().getName()).isEqualTo("__Host-pidesk");
        assertThat(server.getSession().getCookie().getSecure()).isTrue();
        assertThat(camunda.getWebapp().getCsrf().isEnableSecureCookie()).isTrue();
        assertThat(camunda.getWebapp().getCsrf().getCookieName()).isEqualTo("__Host-CAMUNDA-XSRF");
    }

    @Test
    void camundaTakesChangesFromItsOwnPagesOnly() {
        secureCookies("https://desk.example").customize(server);

        assertThat(camunda.getWebapp().getCsrf().getTargetOrigin()).isEqualTo("https://desk.example");
    }

    @Test
    void workOnLoopbackWithoutTls() {
        secureCookies("http://localhost:8080").customize(server);

        assertThat(server.getSession().getCookie().getName()).isNull();
        assertThat(server.getSession().getCookie().getSecure()).isNull();
    }

    private SecureCookies secureCookies(String address) {
        return new SecureCookies(new HostCookies(URI.create(address)), address, camunda);
    }
}
