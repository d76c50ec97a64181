package org.pidesk.signin;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;

/** One address of Camunda's web interfaces, read from the classes that answer there. */
record Route(String method, String path) implements Comparable<Route> {

    static Set<Route> all() {
        var routes = new TreeSet<Route>();
        Map.<String, Application>of(
                        "engine", new EngineRestApplication(),
                        "cockpit", new CockpitApplication(),
                        "admin", new AdminApplication(),
                        "tasklist", new TasklistApplication(),
                        "welcome", new WelcomeApplication())
                .forEach((name, application) -> application
                        .getClasses()
                        .forEach(resource -> pathOf(resource)
                                .ifPresent(path ->
                                        walk(resource, join("/camunda/api/" + name, path), List.of(), routes))));
        return routes;
    }

    /** With an id in the place of each part that is left open. */
    String with(String id) {
        return path.replaceAll("\\{[^}]+}", id);
    }

    private static void walk(Class<?> resource, String base, List<Class<?>> above, Set<Route> found) {
        if (above.contains(resource)) {
            return;
        }
        var further = new ArrayList<>(above);
        further.add(resource);
        for (var method : methodsOf(resource)) {
            var path = pathOf(method).map(part -> join(base, part)).orElse(base);
            var verb = verbOf(method);
            if (verb.isPresent()) {
                found.add(new Route(verb.get(), path));
            } else if (pathOf(method).isPresent()) {
                walk(method.getReturnType(), path, further, found);
            }
        }
    }

    private static List<Method> methodsOf(Class<?> type) {
        var methods = new ArrayList<Method>();
        var types = new ArrayDeque<Class<?>>(List.of(type));
        while (!types.isEmpty()) {
            var next = types.poll();
            methods.addAll(List.of(next.getDeclaredMethods()));
            Optional.ofNullable(next.getSuperclass()).ifPresent(types::add);
            types.addAll(List.of(next.getInterfaces()));
        }
        return methods;
    }

    private static Optional<String> verbOf(Method method) {
        return Stream.of(method.getAnnotations())
                .flatMap(annotation ->
                        Stream.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class)))
                .map(HttpMethod::value)
                .findFirst();
    }

    private static Optional<String> pathOf(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Path.class)).map(Path::value);
    }

    private static String join(String base, String part) {
        var clean = part.replaceAll("^/|/$", "")
                .replaceAll("\\{(\\w+)\\s*:[^}]*}", "{$1}")
                // the engine's own name
                .replaceAll("\\{(name|engineName|processEngineName|engine)}", "default");
        return clean.isEmpty() ? base : base + "/" + clean;
    }

    @Override
    public int compareTo(Route other) {
        return (path + " " + method).compareTo(other.path + " " + other.method);
    }
}
