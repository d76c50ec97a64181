package org.pidesk.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a path that has a second spelling. The server and those who decide about doors would each straighten it in
 * their own way, and some of them stumble over it; no link of ours has one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class PlainPaths extends OncePerRequestFilter {
    /** An empty segment, or one of dots only; also with dots that are encoded, and with parameters behind. */
    private static final Pattern CROOKED = Pattern.compile(
            "/(?:(?:\\.|%2e){1,2})?(?:;[^/]*)?(?=/)|/(?:\\.|%2e){1,2}(?:;.*)?$", Pattern.CASE_INSENSITIVE);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isCrooked(request.getRequestURI())) {
            response.sendError(HttpStatus.BAD_REQUEST.value());
            return;
        }
        chain.doFilter(request, response);
    }

    static boolean isCrooked(String path) {
        return CROOKED.matcher(path).find();
    }
}
