package org.pidesk;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** One address at which the running product answers by a handler of Spring's: our pages, and those of the actuator. */
public record OwnRoute(String method, String pattern) implements Comparable<OwnRoute> {
    private static final Pattern OPEN_PART = Pattern.compile("\\{\\*?([a-zA-Z]+)(?::(?:[^{}]|\\{[^{}]*})*)?}");

    public static Set<OwnRoute> all(ApplicationContext application) {
        var routes = new TreeSet<OwnRoute>();
        application.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .forEach(mapping -> routes.addAll(of(mapping)));
        return routes;
    }

    /** Those that one handler answers. */
    public static Set<OwnRoute> of(RequestMappingInfo mapping) {
        var routes = new TreeSet<OwnRoute>();
        Collection<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        if (methods.isEmpty()) {
            methods = Set.of(RequestMethod.GET, RequestMethod.POST);
        }
        for (var method : methods) {
            for (var pattern : mapping.getPatternValues()) {
                routes.add(new OwnRoute(method.name(), named(pattern)));
            }
        }
        return routes;
    }

    /** Without the form that an open part must have: {@code {id}}. */
    private static String named(String pattern) {
        return OPEN_PART.matcher(pattern.isEmpty() ? "/" : pattern).replaceAll("{$1}");
    }

    /** @param values what to put in the place of an open part; what is not among them becomes {@code x1} */
    public String with(Map<String, String> values) {
        return OPEN_PART
                .matcher(pattern.replace("**", "x1"))
                .replaceAll(part -> values.getOrDefault(part.group(1), "x1"));
    }

    public boolean isAbout(String part) {
        return pattern.contains("{" + part + "}");
    }

    @Override
    public int compareTo(OwnRoute other) {
        return (pattern + " " + method).compareTo(other.pattern + " " + other.method);
    }
}
