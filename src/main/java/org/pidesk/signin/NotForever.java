package org.pidesk.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that began too long ago, however busy it is: Tasklist looks for new tasks by itself, so that one in a
 * forgotten tab would never rest long enough to end.
 */
final class NotForever extends OncePerRequestFilter {
    private static final String SEEN_FIRST = "pidesk.seen-first";

    private final Duration longest;

    NotForever(Duration longest) {
        this.longest = longest;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null) {
            if (session.getAttribute(SEEN_FIRST) == null) {
                session.setAttribute(SEEN_FIRST, System.nanoTime());
            } else if (System.nanoTime() - (Long) session.getAttribute(SEEN_FIRST) >= longest.toNanos()) {
                session.invalidate();
                SecurityContextHolder.clearContext();
            }
        }
        chain.doFilter(request, response);
    }
}
