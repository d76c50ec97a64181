package org.pidesk.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Where people reach pi-desk over TLS, refuses whoever comes without: what they would type could be read on the way. It
 * leads nobody to TLS, which is the work of the proxy: of one that does not say that it ends TLS, or that is not believed,
 * each request would look the same again, and a browser would go round in circles. The health may be asked for by whoever
 * stands beside, and the figures by a machine there.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class OverTlsOnly extends OncePerRequestFilter {
    private static final Pattern BESIDE = Pattern.compile("/actuator/(prometheus|health(/(liveness|readiness))?)");

    private final URI baseUrl;

    OverTlsOnly(@Value("${pidesk.base-url}") URI baseUrl) {
        this.baseUrl = baseUrl;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !"https".equals(baseUrl.getScheme())
                || request.isSecure()
                || BESIDE.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.getWriter().println("This is answered over TLS only, at " + baseUrl + ".");
    }
}
