package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.pidesk.web.HostCookies;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.stereotype.Component;

/**
 * The token that each form of staff carries, which must match a cookie of its own. In a session it would begin one for
 * everybody who opens or sends a form, and nobody's memory is as large as that.
 */
@Component
class FormTokens {
    /** As the forms in Tasklist name it. */
    private static final String HEADER = "X-CSRF-TOKEN";

    private final CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();

    FormTokens(HostCookies cookies) {
        tokens.setHeaderName(HEADER);
        tokens.setCookieName(cookies.name("staff-form"));
        tokens.setCookiePath("/");
        // lax, like the session: who comes from a link in a mail must not upset the forms of another tab
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(cookies.secure()).sameSite("Lax"));
    }

    CsrfConfigurer<HttpSecurity> askedFor(CsrfConfigurer<HttpSecurity> csrf) {
        var masked = new XorCsrfTokenRequestAttributeHandler();
        // read at once, not when the form is written: then it may be too late to set the cookie
        masked.setCsrfRequestAttributeName(null);
        return csrf.csrfTokenRepository(tokens).csrfTokenRequestHandler(masked);
    }

    /** For whoever signs in: forms that were opened before, perhaps by somebody else, are too old from now on. */
    void renew(HttpServletRequest request, HttpServletResponse response) {
        tokens.saveToken(tokens.generateToken(request), request, response);
    }
}
