package org.pidesk.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** No field of ours can hold the letter zero, nor can PostgreSQL's texts: it is refused at the door, wherever it stands. */
@Configuration(proxyBeanMethods = false)
class NoZeroByte {
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf(0) < 0);
        return firewall;
    }
}
