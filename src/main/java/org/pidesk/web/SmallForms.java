package org.pidesk.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No form of strangers has more than a few short fields and one statement; a body that is larger, or does not say its
 * size, is not read. A statement of two thousand letters takes eighteen thousand bytes in a script such as Hindi's.
 */
public class SmallForms extends OncePerRequestFilter {
    private static final int LARGEST = 32 * 1024;

    private final int largest;

    public SmallForms() {
        this(LARGEST);
    }

    public SmallForms(int largest) {
        this.largest = largest;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > largest || request.getHeader("Transfer-Encoding") != null) {
            response.sendError(HttpStatus.PAYLOAD_TOO_LARGE.value());
            return;
        }
        chain.doFilter(request, response);
    }
}
