package org.pidesk.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets only pages of this site save an answer. The forms live inside Tasklist and have no token of ours; but a browser
 * lets a page of another site add a header of its own only after asking, and this site never consents (no CORS).
 */
final class AskedByOurForms implements HandlerInterceptor {
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final long longest;

    /** @param longest how many bytes an answer may have */
    AskedByOurForms(long longest) {
        this.longest = longest;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (READING.contains(request.getMethod())) {
            return true;
        }
        if (!isOurs(request)) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return false;
        }
        if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > longest) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return false;
        }
        return true;
    }

    private static boolean isOurs(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return "pidesk".equals(request.getHeader("X-Requested-With")) && (site == null || "same-origin".equals(site));
    }
}
