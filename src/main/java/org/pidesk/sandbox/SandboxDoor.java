package org.pidesk.sandbox;

import org.pidesk.web.HostCookies;
import org.pidesk.web.PageHeaders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Lets in whoever sits at this machine: the default start listens on loopback only. */
@SandboxOnly
@Configuration(proxyBeanMethods = false)
class SandboxDoor {

    @Bean
    @Order(10)
    SecurityFilterChain sandboxChain(HttpSecurity http, HostCookies cookies) throws Exception {
        return http.securityMatcher("/sandbox", "/sandbox/**")
                .headers(PageHeaders::strict)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens(cookies)).csrfTokenRequestHandler(readAtOnce()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterAfter(new LocalHostsOnly(), HeaderWriterFilter.class)
                .build();
    }

    private static CookieCsrfTokenRepository tokens(HostCookies cookies) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(cookies.name("sandbox-form"));
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(cookies.secure()).sameSite("Strict"));
        return tokens;
    }

    /** A long page is on its way before its last form is written; then no cookie can be set any more. */
    private static XorCsrfTokenRequestAttributeHandler readAtOnce() {
        var handler = new XorCsrfTokenRequestAttributeHandler();
        handler.setCsrfRequestAttributeName(null);
        return handler;
    }
}
