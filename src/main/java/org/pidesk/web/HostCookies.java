package org.pidesk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Cookies that no script reads and that go to no other site. Over TLS their names begin with {@code __Host-}, so that
 * no neighbouring host can plant or read them. On loopback there is no TLS.
 */
@Component
public class HostCookies {
    private final boolean tls;

    public HostCookies(@Value("${pidesk.base-url}") URI baseUrl) {
        this.tls = "https".equals(baseUrl.getScheme());
    }

    /** Whether browsers reach us over TLS, and may send a cookie over nothing else. */
    public boolean secure() {
        return tls;
    }

    /** The name that browsers know it by. */
    public String name(String plain) {
        return tls ? "__Host-" + plain : plain;
    }

    public Optional<String> read(HttpServletRequest request, String plain) {
        return Optional.ofNullable(WebUtils.getCookie(request, name(plain))).map(cookie -> cookie.getValue());
    }

    /** @param maxAge null: until the browser is closed */
    public void write(HttpServletResponse response, String plain, String value, Duration maxAge) {
        var cookie = ResponseCookie.from(name(plain), value)
                .path("/")
                .httpOnly(true)
                .secure(tls)
                .sameSite("Strict");
        if (maxAge != null) {
            cookie.maxAge(maxAge);
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    public void forget(HttpServletResponse response, String plain) {
        write(response, plain, "", Duration.ZERO);
    }
}
