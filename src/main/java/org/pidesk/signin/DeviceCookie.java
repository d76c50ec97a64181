package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HexFormat;
import java.util.Optional;
import org.pidesk.kernel.Secrets;
import org.pidesk.kernel.Token;
import org.pidesk.web.HostCookies;
import org.springframework.stereotype.Component;

/**
 * What a trusted browser keeps. Each user has a cookie of their own, so that two who share a computer do not make each
 * other strangers; its name says nothing to whom does not know the secret.
 */
@Component
class DeviceCookie {
    private static final String FRESH = "pidesk.device.fresh.";
    private static final int NAME_BYTES = 6;

    private final HostCookies cookies;
    private final Secrets secrets;
    private final SignInSettings settings;

    DeviceCookie(HostCookies cookies, Secrets secrets, SignInSettings settings) {
        this.cookies = cookies;
        this.secrets = secrets;
        this.settings = settings;
    }

    /** The value that this browser has; the one that this very answer brings goes before. */
    Optional<Token> read(HttpServletRequest request, String username) {
        return request.getAttribute(FRESH + username) instanceof Token fresh
                ? Optional.of(fresh)
                : cookies.read(request, name(username)).map(Token::new);
    }

    /** Whether this very answer brings the value. */
    boolean isFresh(HttpServletRequest request, String username) {
        return request.getAttribute(FRESH + username) != null;
    }

    void write(HttpServletRequest request, HttpServletResponse response, String username, Token token) {
        request.setAttribute(FRESH + username, token);
        cookies.write(response, name(username), token.value(), settings.deviceIdle());
    }

    /** Without what TLS adds to it. */
    String name(String username) {
        var whose = secrets.fingerprint(username, "signin", "device", "cookie");
        return "pidesk-device-" + HexFormat.of().formatHex(whose, 0, NAME_BYTES);
    }
}
