package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.notice.TextMessages;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.OrganisationRegistered;
import org.pidesk.organisation.Organisations;
import org.springframework.context.event.EventListener;
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
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Organisations organisations;
    private final TextMessages texts;
    private final Clock clock;
    /** Only what was found is kept, so there are never more than there are organisations and hosts. */
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Sites(Organisations organisations, TextMessages texts, Clock clock) {
        this.organisations = organisations;
        this.texts = texts;
        this.clock = clock;
    }

    private record Known(Organisation organisation, Instant until) {}

    @EventListener
    void forget(OrganisationRegistered changed) {
        known.clear();
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
                ? named(name.get()).map(organisation -> new Site(organisation, "/" + name.get() + "/pi", texts.leave()))
                : ofHost(request).map(organisation -> new Site(organisation, "/pi", texts.leave()));
    }

    Optional<Organisation> ofHost(HttpServletRequest request) {
        var host = request.getServerName().toLowerCase(Locale.ROOT);
        return known("host " + host, () -> organisations.atSite(host));
    }

    private Optional<Organisation> named(String name) {
        try {
            var id = new OrganisationId(name);
            return known("name " + name, () -> organisations.find(id));
        } catch (IllegalArgumentException notAName) {
            return Optional.empty();
        }
    }

    /** Every page asks, and hardly ever anything has changed: what is a few seconds old will do. */
    private Optional<Organisation> known(String what, Supplier<Optional<Organisation>> otherwise) {
        var before = known.get(what);
        if (before != null && clock.instant().isBefore(before.until())) {
            return Optional.of(before.organisation());
        }
        var found = otherwise.get();
        found.ifPresent(organisation ->
                known.put(what, new Known(organisation, clock.instant().plus(FRESH))));
        return found;
    }

    private static Optional<String> nameInPath(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? Optional.ofNullable((String) variables.get("organisation"))
                : Optional.empty();
    }
}
