package org.pidesk.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.pidesk.staff.StaffMembers;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session whose account was closed or got another role, a minute later at most. */
final class StillEmployed extends OncePerRequestFilter {
    private static final String ASKED = "pidesk.still-employed";
    private static final long A_MINUTE = 60_000_000_000L;

    private final StaffMembers staff;

    StillEmployed(StaffMembers staff) {
        this.staff = staff;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var somebody = SecurityContextHolder.getContext().getAuthentication();
        var session = request.getSession(false);
        if (somebody != null && session != null) {
            var asked = (Long) session.getAttribute(ASKED);
            if (asked == null || System.nanoTime() - asked > A_MINUTE) {
                if (!isStill(somebody)) {
                    session.invalidate();
                    SecurityContextHolder.clearContext();
                } else {
                    session.setAttribute(ASKED, System.nanoTime());
                }
            }
        }
        chain.doFilter(request, response);
    }

    private boolean isStill(Authentication somebody) {
        return staff.find(somebody.getName())
                .filter(member -> somebody.getAuthorities().stream()
                        .anyMatch(authority -> authority.getAuthority().equals("ROLE_" + member.role())))
                .isPresent();
    }
}
