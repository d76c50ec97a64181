package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Finds the organisation by the name in the path, or by the host name; every page shows it. */
@Component
class Sites implements HandlerMethodArgumentResolver {
    private final Organisations organisations;

    Sites(Organisations organisations) {
        this.organisations = organisations;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Site.class;
    }

    @Override
    public Site resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer page,
            NativeWebRequest request,
            WebDataBinderFactory binders) {
        var site = find(request.getNativeRequest(HttpServletRequest.class)).orElseThrow(NothingHere::new);
        if (page != null) {
            page.addAttribute("site", site);
        }
        return site;
    }

    Optional<Site> find(HttpServletRequest request) {
        var name = nameInPath(request);
        return name.isPresent()
                ? named(name.get()).map(organisation -> new Site(organisation, "/" + name.get() + "/pi"))
                : ofHost(request).map(organisation -> new Site(organisation, "/pi"));
    }

    Optional<Organisation> ofHost(HttpServletRequest request) {
        return organisations.atSite(request.getServerName());
    }

    private Optional<Organisation> named(String name) {
        try {
            return organisations.find(new OrganisationId(name));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    private static Optional<String> nameInPath(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? Optional.ofNullable((String) variables.get("organisation"))
                : Optional.empty();
    }
}
