package org.pidesk.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;

/** The headers of an answer of ours, unless it says others. {@link StrictAnswers} puts them on. */
public final class PageHeaders {
    /** Nothing but our own files; no inline script or style, no frame around us, no form that leads elsewhere. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; "
                    + "img-src 'self' data:; connect-src 'self'; font-src 'self'; worker-src 'self'; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'";

    private static final String NO_DEVICES =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";

    private PageHeaders() {}

    /** For a chain of Spring Security: the answer has them already, and the framework's own would say less. */
    public static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.disable();
    }

    static Map<String, String> ofEveryAnswer() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        // addresses of pages carry references and tokens: they are told to nobody
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Permissions-Policy", NO_DEVICES);
        headers.put("Cache-Control", "no-store");
        return headers;
    }
}
