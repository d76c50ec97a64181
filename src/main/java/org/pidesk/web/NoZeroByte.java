package org.pidesk.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/** No field of ours can hold the letter zero, nor can PostgreSQL's texts: it is refused at the door, wherever it stands. */
@Configuration(proxyBeanMethods = false)
class NoZeroByte {
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(NoZeroByte::isAllowed);
        return firewall;
    }

    /** Where it is not, it says so itself: the framework would quote what somebody typed. */
    private static boolean isAllowed(String value) {
        if (value.indexOf(0) >= 0) {
            throw new RequestRejectedException("A parameter holds the letter zero.");
        }
        return true;
    }
}
