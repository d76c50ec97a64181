package org.pidesk.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells browsers with every answer to come back over TLS only, where people reach pi-desk over TLS. Whether this
 * connection itself is encrypted does not matter: TLS may end at a proxy.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OverTlsOnly extends OncePerRequestFilter {
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final boolean tls;
    private final HstsHeaderWriter header = new HstsHeaderWriter(AnyRequestMatcher.INSTANCE, A_YEAR.toSeconds(), true);

    OverTlsOnly(@Value("${pidesk.base-url}") URI baseUrl) {
        this.tls = "https".equals(baseUrl.getScheme());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (tls) {
            header.writeHeaders(request, response);
        }
        chain.doFilter(request, response);
    }

    /** The page of an error begins with no headers. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
