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
    /** An empty segment, or one of dots only; also with parameters behind. */
    private static final String EMPTY = "/\\.{0,2}(?:;[^/]*)?(?=/)|/\\.{1,2}(?:;.*)?$";

    /** A letter, a digit or one of {@code - . _ ~}: in an address these stand for themselves. */
    private static final String NEEDLESSLY_ENCODED = "%(?:2[de]|3[0-9]|[46][1-9a-f]|[57][0-9a]|5f|7e)";

    private static final Pattern CROOKED = Pattern.compile(EMPTY + "|" + NEEDLESSLY_ENCODED, Pattern.CASE_INSENSITIVE);

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
