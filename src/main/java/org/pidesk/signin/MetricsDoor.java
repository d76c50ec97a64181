package org.pidesk.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.pidesk.watch.MetricsSettings;
import org.pidesk.web.PageHeaders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The door for the machine that watches: one address, no session, and to whoever does not show the token it is not there,
 * signed in or not.
 */
@Configuration(proxyBeanMethods = false)
class MetricsDoor {
    static final String ADDRESS = "/actuator/prometheus";

    @Bean
    @Order(90)
    SecurityFilterChain metrics(HttpSecurity http, MetricsSettings settings) throws Exception {
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(ADDRESS))
                .headers(PageHeaders::strict)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // no browser sends the token by itself
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new TokenAsked(settings.token()), AuthorizationFilter.class)
                .authorizeHttpRequests(who -> who.anyRequest().permitAll())
                .build();
    }

    /** How long each filter takes for each request is told to nobody, and would be paid for at each. */
    @Bean
    SecurityObservationSettings requestsAreCountedOnce() {
        return SecurityObservationSettings.noObservations();
    }

    static final class TokenAsked extends OncePerRequestFilter {
        private static final String SCHEME = "Bearer ";

        private final byte[] token;

        TokenAsked(String token) {
            this.token = bytes(token);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (!isShown(request.getHeader(HttpHeaders.AUTHORIZATION))) {
                response.sendError(HttpStatus.NOT_FOUND.value());
                return;
            }
            chain.doFilter(request, response);
        }

        private boolean isShown(String authorization) {
            return token.length > 0
                    && authorization != null
                    && authorization.startsWith(SCHEME)
                    && MessageDigest.isEqual(token, bytes(authorization.substring(SCHEME.length())));
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
