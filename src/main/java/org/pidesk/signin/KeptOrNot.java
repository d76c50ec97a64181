package org.pidesk.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What Camunda's pages are made of a browser may keep, if it asks each time whether it is still the same; of what they
 * show it keeps nothing, whatever Camunda says.
 */
final class KeptOrNot extends OncePerRequestFilter {
    private static final Pattern FILE =
            Pattern.compile("/camunda/(?:app|lib|assets)/.*\\.(?:js|css|svg|png|ico|gif|woff2?|ttf|eot)");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var file = FILE.matcher(request.getRequestURI()).matches();
        response.setHeader(HttpHeaders.CACHE_CONTROL, file ? "private, no-cache" : "no-store");
        chain.doFilter(request, new Decided(response));
    }

    private static final class Decided extends HttpServletResponseWrapper {
        Decided(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setHeader(String name, String value) {
            if (!HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name)) {
                super.setHeader(name, value);
            }
        }

        @Override
        public void addHeader(String name, String value) {
            if (!HttpHeaders.CACHE_CONTROL.equalsIgnoreCase(name)) {
                super.addHeader(name, value);
            }
        }
    }
}
