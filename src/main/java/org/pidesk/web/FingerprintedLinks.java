package org.pidesk.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

/**
 * Puts into every link to a file of ours the fingerprint of what is in it. All other links are left alone: for each of
 * them, on each page, the framework would look through the whole class path for a file of that name.
 */
@Component
class FingerprintedLinks extends ResourceUrlEncodingFilter {
    private static final Pattern FILE = Pattern.compile("\\.(?:css|js|svg|png|ico|woff2?)$");

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        super.doFilter(
                request,
                response,
                (asked, fingerprinting) -> chain.doFilter(
                        asked, new FilesOnly((HttpServletResponse) fingerprinting, (HttpServletResponse) response)));
    }

    private static final class FilesOnly extends HttpServletResponseWrapper {
        private final HttpServletResponse plain;

        FilesOnly(HttpServletResponse fingerprinting, HttpServletResponse plain) {
            super(fingerprinting);
            this.plain = plain;
        }

        @Override
        public String encodeURL(String url) {
            return FILE.matcher(url).find() ? super.encodeURL(url) : plain.encodeURL(url);
        }
    }
}
