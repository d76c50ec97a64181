package org.pidesk.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.pidesk.kernel.Token;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session in a browser that its user trusts no more, a minute later at most. */
final class StillTrusted extends OncePerRequestFilter {
    private static final String BEGAN_WITH = "pidesk.device";
    private static final String ASKED = "pidesk.still-trusted";
    private static final long A_MINUTE = 60_000_000_000L;

    private final Devices devices;

    StillTrusted(Devices devices) {
        this.devices = devices;
    }

    /** By which value of its device's cookie a session began. */
    static void remember(HttpServletRequest request, Token token) {
        request.getSession().setAttribute(BEGAN_WITH, token.hash());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null && session.getAttribute(BEGAN_WITH) instanceof byte[] hash) {
            var asked = (Long) session.getAttribute(ASKED);
            if (asked == null || System.nanoTime() - asked > A_MINUTE) {
                if (devices.stillHas(hash)) {
                    session.setAttribute(ASKED, System.nanoTime());
                } else {
                    session.invalidate();
                    SecurityContextHolder.clearContext();
                }
            }
        }
        chain.doFilter(request, response);
    }
}
