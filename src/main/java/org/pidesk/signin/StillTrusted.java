package org.pidesk.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.pidesk.kernel.Token;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session in a browser that its user trusts no more, a minute later at most. The session shows, too, that the browser
 * has what the sign-in gave it: by the first that it sends, for looking changes nothing.
 */
final class StillTrusted extends OncePerRequestFilter {
    private static final String BEGAN_WITH = "pidesk.device";
    private static final String ARRIVED = "pidesk.device.arrived";
    private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
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
            if (session.getAttribute(ARRIVED) == null && !LOOKING.contains(request.getMethod())) {
                devices.arrived(hash);
                session.setAttribute(ARRIVED, true);
            }
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
