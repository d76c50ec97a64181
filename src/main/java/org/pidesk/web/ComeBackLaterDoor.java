package org.pidesk.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says the same as {@link ComeBackLater} where a filter asked what is away, before any handler did, and as
 * {@link UnreadableForms} where a filter or a page asked for a parameter.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class ComeBackLaterDoor extends OncePerRequestFilter {
    private final ComeBackLater later;
    private final UnreadableForms unreadable;

    ComeBackLaterDoor(ComeBackLater later, UnreadableForms unreadable) {
        this.later = later;
        this.unreadable = unreadable;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException failure) {
            if (!later.isAnswered(response, failure) && !unreadable.isAnswered(response, failure)) {
                throw failure;
            }
        }
    }
}
