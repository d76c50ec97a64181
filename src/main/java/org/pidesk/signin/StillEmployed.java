package org.pidesk.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.pidesk.staff.StaffMembers;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session whose account was closed or got another role, or whose member ended all sessions: at once where that
 * was done on this node, a minute later at most where it was done on another.
 */
final class StillEmployed extends OncePerRequestFilter {
    private static final String ASKED = "pidesk.still-employed";
    private static final String ENDED = "pidesk.ended-sessions";
    private static final long A_MINUTE = 60_000_000_000L;

    private final StaffMembers staff;
    private final EndedSessions ended;

    StillEmployed(StaffMembers staff, EndedSessions ended) {
        this.staff = staff;
        this.ended = ended;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var somebody = SecurityContextHolder.getContext().getAuthentication();
        var session = request.getSession(false);
        // whoever is on their way in has a session too, and is nobody yet
        if (session != null && isSignedIn(somebody) && mustAsk(session)) {
            var count = ended.count();
            if (isStill(somebody, session)) {
                session.setAttribute(ASKED, System.nanoTime());
                session.setAttribute(ENDED, count);
            } else {
                session.invalidate();
                SecurityContextHolder.clearContext();
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isSignedIn(Authentication somebody) {
        return somebody != null && !(somebody instanceof AnonymousAuthenticationToken);
    }

    private boolean mustAsk(HttpSession session) {
        var asked = (Long) session.getAttribute(ASKED);
        return asked == null
                || System.nanoTime() - asked > A_MINUTE
                || !Integer.valueOf(ended.count()).equals(session.getAttribute(ENDED));
    }

    private boolean isStill(Authentication somebody, HttpSession session) {
        return Integer.valueOf(staff.sessionsOver(somebody.getName())).equals(session.getAttribute(SignIns.BEGAN_UNDER))
                && staff.find(somebody.getName())
                        .filter(member -> somebody.getAuthorities().stream()
                                .anyMatch(authority -> authority.getAuthority().equals("ROLE_" + member.role())))
                        .isPresent();
    }
}
