package org.pidesk.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.pidesk.web.SmallForms;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says that a form is too large, before anything reads it: one with a file, of which whatever reads it would answer with an
 * empty page; and any form of strangers, which comes back to them on the next page.
 */
class KeptSmall extends OncePerRequestFilter {
    private final DataSize largest;
    private final RequestMatcher ofStrangers;
    private final SmallForms small = new SmallForms();

    KeptSmall(DataSize largest, RequestMatcher ofStrangers) {
        this.largest = largest;
        this.ofStrangers = ofStrangers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (ofStrangers.matches(request)) {
            small.doFilter(request, response, chain);
            return;
        }
        var type = request.getContentType();
        if (type != null && type.startsWith("multipart/") && request.getContentLengthLong() > largest.toBytes()) {
            response.sendError(HttpStatus.PAYLOAD_TOO_LARGE.value());
            return;
        }
        chain.doFilter(request, response);
    }
}
