package org.pidesk.signin;

import static org.springframework.security.web.context.HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

import jakarta.servlet.http.HttpServletRequest;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.camunda.bpm.engine.rest.security.auth.impl.ContainerBasedAuthenticationProvider;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Tells Camunda who is signed in. Groups and tenants it reads itself, anew every minute. */
public class SignedInStaff extends ContainerBasedAuthenticationProvider {

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        var somebody = SecurityContextHolder.getContext().getAuthentication();
        return isSomebody(somebody)
                ? AuthenticationResult.successful(somebody.getName())
                : AuthenticationResult.unsuccessful();
    }

    /** Whether the request belongs to a session of staff, where no filter has looked at it yet: it may be over. */
    public static boolean isIn(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null
                && session.getAttribute(SPRING_SECURITY_CONTEXT_KEY) instanceof SecurityContext context
                && isSomebody(context.getAuthentication());
    }

    private static boolean isSomebody(Authentication somebody) {
        return somebody != null && !(somebody instanceof AnonymousAuthenticationToken) && somebody.isAuthenticated();
    }
}
