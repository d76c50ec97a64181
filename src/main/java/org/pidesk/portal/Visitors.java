package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.identity.Proof;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Lets only proven people into a handler that takes a {@link Visitor}. A proof counts at its own organisation only. */
@Component
class Visitors implements HandlerMethodArgumentResolver {
    private final Sites sites;
    private final Cookies cookies;
    private final IdentityChecks identity;

    Visitors(Sites sites, Cookies cookies, IdentityChecks identity) {
        this.sites = sites;
        this.cookies = cookies;
        this.identity = identity;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Visitor.class;
    }

    @Override
    public Visitor resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer page,
            NativeWebRequest request,
            WebDataBinderFactory binders) {
        var site = sites.resolveArgument(parameter, page, request, binders);
        var proof = proofAt(site, request.getNativeRequest(HttpServletRequest.class));
        if (page != null) {
            page.addAttribute("proven", proof.isPresent());
        }
        return proof.map(proven -> new Visitor(site, proven)).orElseThrow(() -> new NotProven(site));
    }

    Optional<Proof> proofAt(Site site, HttpServletRequest request) {
        return cookies.proof(request)
                .flatMap(identity::proof)
                .filter(proof -> proof.organisation().equals(site.id()));
    }
}
