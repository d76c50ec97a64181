package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;

class SecureCookiesTest {
    private final TomcatServletWebServerFactory server = new TomcatServletWebServerFactory();
    private final CamundaBpmProperties camunda = new CamundaBpmProperties();

    @Test
    void goOverTlsOnly() {
        new SecureCookies("https://desk.example", camunda).customize(server);

        assertThat(server.getSession().getCookie().getName()).isEqualTo("__Host-pidesk");
        assertThat(server.getSession().getCookie().getSecure()).isTrue();
        assertThat(camunda.getWebapp().getCsrf().isEnableSecureCookie()).isTrue();
    }

    @Test
    void workOnLoopbackWithoutTls() {
        new SecureCookies("http://localhost:8080", camunda).customize(server);

        assertThat(server.getSession().getCookie().getName()).isNull();
        assertThat(server.getSession().getCookie().getSecure()).isNull();
    }
}
