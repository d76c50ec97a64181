package org.pidesk.desk;

import org.pidesk.web.PageHeaders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** The door for systems: one address, no session, no cookie, and the key asked for behind it. */
@Configuration(proxyBeanMethods = false)
class ScreeningApiSecurity {

    @Bean
    @Order(30)
    SecurityFilterChain screeningDoor(HttpSecurity http) throws Exception {
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(ScreeningApi.ADDRESS))
                .headers(PageHeaders::strict)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // nothing that a browser would send along by itself opens it
                .csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST, ScreeningApi.ADDRESS)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }
}
