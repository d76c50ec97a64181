package org.pidesk.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.OwnRoute;
import org.pidesk.consent.Unsubscribes;
import org.pidesk.desk.EntryNames;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

/**
 * Everything that a visitor can send us, found at the handlers that read it. A handler that takes whatever comes does not say
 * what it reads: the pages with its form do, which {@link #FORMS} names.
 */
final class Fields {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern NAME =
            Pattern.compile("<(?:input|select|textarea|button)\\b[^>]*?\\sname=\"([\\w.-]+)\"");
    private static final Pattern IN_TASKLIST =
            Pattern.compile("ng-model=\"(?:desk\\.|\\w+\\.)?(?:fields\\.)?(?:\\w+\\.)*(\\w+)");

    /** For each handler that takes whatever comes: where its form is. */
    static final Map<String, List<String>> FORMS = Map.of(
            "AlterController", List.of("portal/alter.html", "portal/alter-confirm.html"),
            "CampaignDraftController.describe", List.of("forms/startEvent_campaignWanted.html"),
            "CampaignsController.propose", List.of("desk/new-mail.html"),
            "CaseFormController.read",
                    List.of("desk/case.html", "desk/review.html", "desk/aftercare.html", "desk/look-up-abuse.html"),
            "OrganisationsController.change", List.of("desk/entry.html", "desk/organisation-form.html"),
            "OrganisationsController.register", List.of("desk/entry.html"),
            "SystemFormController", List.of("desk/entry.html", "desk/system-form.html"),
            "TaskController", List.of("forms"),
            "UndeliveredController.settle", List.of("desk/undelivered-notice.html"),
            "UnsubscribeController", List.of("portal/unsubscribe.html"));

    /** Names that a template works out: what is behind them. */
    private static final Map<String, Collection<String>> WORKED_OUT = Map.of(
            "portal/alter.html", names(org.pidesk.contact.Field.values()),
            "portal/unsubscribe.html", List.of(Unsubscribes.FIELD),
            "desk/entry.html", EntryNames.all());

    enum Place {
        FIELD,
        PATH,
        HEADER,
        COOKIE,
        JSON,
        FILE,
        PART
    }

    /** One thing that is read at an address. */
    record Input(OwnRoute route, String name, Place place) {}

    private final Map<String, Set<Input>> found = new TreeMap<>();
    private final Set<String> silent = new TreeSet<>();

    private List<HandlerMethodArgumentResolver> ownResolvers = List.of();

    Fields(ApplicationContext application) {
        ownResolvers = application.getBean(RequestMappingHandlerAdapter.class).getCustomArgumentResolvers();
        application.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .forEach(entry -> OwnRoute.of(entry.getKey()).forEach(route -> read(route, entry.getValue())));
    }

    private Fields() {}

    /** Those of one handler alone. */
    static Fields of(OwnRoute route, HandlerMethod handler) {
        var fields = new Fields();
        fields.read(route, handler);
        return fields;
    }

    List<Input> all() {
        return found.values().stream().flatMap(Set::stream).distinct().toList();
    }

    /** Handlers of which nobody knows what they read. */
    Set<String> silent() {
        return silent;
    }

    Set<String> names() {
        return all().stream().map(Input::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private void read(OwnRoute route, HandlerMethod handler) {
        var type = handler.getBeanType();
        if (!type.getPackageName().startsWith("org.pidesk")) {
            return;
        }
        var methods = Stream.concat(
                Stream.of(handler.getMethod()),
                Stream.of(type.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(ModelAttribute.class)));
        methods.forEach(method -> {
            var name = type.getSimpleName() + "." + method.getName();
            var inputs = found.computeIfAbsent(route + name, any -> new LinkedHashSet<>());
            for (int i = 0; i < method.getParameterCount(); i++) {
                var parameter = new MethodParameter(method, i);
                if (ownResolvers.stream().noneMatch(resolver -> resolver.supportsParameter(parameter))) {
                    read(route, name, method.getParameters()[i], inputs);
                }
            }
            if (READS_THE_REQUEST.contains(type.getSimpleName())) {
                readForm(route, name, Place.FIELD, inputs);
            }
        });
    }

    /** Those that ask the request itself for what was sent. */
    static final Set<String> READS_THE_REQUEST = Set.of("AlterController", "UnsubscribeController");

    private void read(OwnRoute route, String handler, Parameter parameter, Set<Input> inputs) {
        var type = parameter.getType();
        if (parameter.isAnnotationPresent(PathVariable.class)) {
            var path = parameter.getAnnotation(PathVariable.class);
            inputs.add(new Input(route, named(path.value(), path.name(), parameter), Place.PATH));
        } else if (parameter.isAnnotationPresent(RequestHeader.class)) {
            var header = parameter.getAnnotation(RequestHeader.class);
            inputs.add(new Input(route, named(header.value(), header.name(), parameter), Place.HEADER));
        } else if (parameter.isAnnotationPresent(CookieValue.class)) {
            var cookie = parameter.getAnnotation(CookieValue.class);
            inputs.add(new Input(route, named(cookie.value(), cookie.name(), parameter), Place.COOKIE));
        } else if (parameter.isAnnotationPresent(RequestBody.class)) {
            if (Map.class.isAssignableFrom(type)) {
                readForm(route, handler, Place.JSON, inputs);
            }
            inputs.add(new Input(route, "body", Place.FILE));
        } else if (type == InputStream.class) {
            inputs.add(new Input(route, "body", Place.FILE));
        } else if (MultipartFile.class.isAssignableFrom(type)) {
            inputs.add(new Input(route, parameter.getName(), Place.PART));
        } else if (parameter.isAnnotationPresent(RequestParam.class) && Map.class.isAssignableFrom(type)) {
            readForm(route, handler, Place.FIELD, inputs);
        } else if (parameter.isAnnotationPresent(RequestParam.class)) {
            var field = parameter.getAnnotation(RequestParam.class);
            inputs.add(new Input(route, named(field.value(), field.name(), parameter), Place.FIELD));
        } else if (isBound(parameter)) {
            Stream.of(type.getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .forEach(field -> inputs.add(new Input(route, field.getName(), Place.FIELD)));
        }
    }

    private static boolean isBound(Parameter parameter) {
        var bound = parameter.getAnnotation(ModelAttribute.class);
        return bound == null ? parameter.getType().getPackageName().startsWith("org.pidesk") : bound.binding();
    }

    private static String named(String value, String name, Parameter parameter) {
        return Stream.of(value, name).filter(StringUtils::hasText).findFirst().orElse(parameter.getName());
    }

    private void readForm(OwnRoute route, String handler, Place place, Set<Input> inputs) {
        var forms = FORMS.getOrDefault(handler, FORMS.get(handler.replaceAll("\\..*", "")));
        if (forms == null) {
            silent.add(handler);
            return;
        }
        forms.forEach(form -> namesIn(form).forEach(name -> inputs.add(new Input(route, name, place))));
    }

    /** The names of the fields on a page, or in all forms of a folder. */
    static Set<String> namesIn(String form) {
        var names = new TreeSet<String>();
        for (var file : files(form.startsWith("forms") ? Path.of(form) : TEMPLATES.resolve(form))) {
            names.addAll(namesOn(text(file)));
        }
        names.addAll(WORKED_OUT.getOrDefault(form, List.of()));
        return names;
    }

    static Set<String> namesOn(String page) {
        return Stream.of(NAME, IN_TASKLIST)
                .flatMap(pattern -> pattern.matcher(page).results())
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of all fields of all pages that people or staff see, from each page with some of its own. */
    static Map<String, Set<String>> onPages() {
        var pages = new TreeMap<String, Set<String>>();
        for (var folder : List.of("portal", "desk", "signin", "report", "cockpit")) {
            for (var file : files(TEMPLATES.resolve(folder))) {
                pages.put(folder + "/" + file.getFileName(), namesOn(text(file)));
            }
        }
        return pages;
    }

    private static List<Path> files(Path root) {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> names(Enum<?>[] fields) {
        var names = new ArrayList<String>();
        for (var field : fields) {
            names.add(field.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return names;
    }
}
