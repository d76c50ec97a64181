package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.PASSWORD;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.OwnRoute;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Sends nonsense to every address of ours, in the fields that are read there: nothing falls over, nothing is told of what
 * is inside, and nothing that was sent comes back as markup or as the result of an expression. The same nonsense at each
 * run; another one by {@code -Dnonsense.seed=…}.
 */
@PiDeskTest
class NonsenseTest {
    private static final long SEED = Long.getLong("nonsense.seed", 7);
    private static final int ROUNDS = 2;

    private static final String MARKUP = "<b id=mallory>";
    private static final String RESULT = "22962963";
    private static final List<String> INSIDES =
            List.of(MARKUP, RESULT, "Exception", "\tat org.", "org.springframework", "PSQL");

    private static final List<String> NONSENSE = List.of(
            "",
            " ",
            "0",
            "-1",
            "99999999999999999999",
            "1e309",
            "NaN",
            "true",
            "null",
            "undefined",
            "2026-02-31",
            "0000-00-00T99:99",
            "naledi",
            "abc-motors",
            "thandi@example.com",
            "not@an@address",
            "+27 82 555 0101",
            MARKUP,
            "\"'>" + MARKUP,
            "javascript:alert(1)",
            "{{constructor.constructor('alert(1)')()}}",
            "${7654321*3}",
            "#{7654321*3}",
            "*{7654321*3}",
            "__${7654321*3}__::.x",
            "' or 1=1 --",
            "\\'; drop table fact; --",
            "%",
            "_",
            "../../etc/passwd",
            "..\\..\\windows",
            "/",
            "//mallory.example",
            "https://mallory.example/",
            "x\r\nSet-Cookie: mallory=1",
            "x\u0000y",
            "\uFFFE\uFEFF\u202Eyrollam",
            "\uD83D\uDE00".repeat(20),
            "\u0130\u0131\u00DF\u1E9E",
            "a".repeat(300),
            "9".repeat(5_000),
            "[]",
            "{\"$ne\":null}",
            "00000000-0000-0000-0000-000000000000");

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    StaffMembers staff;

    @Autowired
    SamplePeople people;

    private final Random random = new Random(SEED);

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
        Dealerships.hire(staff);
    }

    @Test
    void nothingFallsOver() {
        var wrong = new ArrayList<String>();
        var asked = 0;
        for (var name : List.of("nobody", "naledi", "johan", "admin")) {
            var visitor = comes(name);
            for (var route : routes().entrySet()) {
                for (int round = 0; round < ROUNDS; round++) {
                    var sent = new Sent(name, route.getKey(), path(route.getKey()), fields(route.getValue()));
                    var answer = ask(visitor, sent);
                    problem(answer).ifPresent(what -> wrong.add(sent + " " + what));
                    asked++;
                    if (isOut(answer)) {
                        visitor = comes(name);
                    }
                }
            }
            // what could be stored is shown
            for (var route : routes().keySet()) {
                if (route.method().equals("GET")) {
                    var sent = new Sent(name, route, route.with(Map.of("organisation", "abc-motors")), Map.of());
                    problem(ask(visitor, sent)).ifPresent(what -> wrong.add(sent + " " + what));
                }
            }
        }

        assertThat(asked).isGreaterThan(1_000);
        assertThat(wrong).as("seed " + SEED).isEmpty();
    }

    private record Sent(String by, OwnRoute route, String path, Map<String, String> fields) {
        @Override
        public String toString() {
            return by + " " + route.method() + " " + path + " "
                    + fields.toString().replaceAll("(.{300}).*", "$1…").replaceAll("\\p{Cntrl}", "?");
        }
    }

    /** Five wrong passwords in a row end a session. */
    private static boolean isOut(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").endsWith("/login?guessed");
    }

    private static Optional<String> problem(HttpResponse<String> answer) {
        if (answer.statusCode() >= 500) {
            return Optional.of(String.valueOf(answer.statusCode()));
        }
        if (answer.headers().map().toString().contains("mallory")) {
            return Optional.of("a header: " + answer.headers().map());
        }
        var isPage = answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
        return INSIDES.stream()
                .filter(inside -> isPage || !inside.equals(MARKUP))
                .filter(answer.body()::contains)
                .findFirst()
                .map(inside -> answer.statusCode() + " tells " + inside);
    }

    /** Whoever signs out is out, and the sandbox moves the clock. */
    private Map<OwnRoute, List<String>> routes() {
        var routes = new TreeMap<OwnRoute, List<String>>();
        for (var route : OwnRoute.all(application)) {
            if (!route.pattern().startsWith("/sandbox") && !route.equals(new OwnRoute("POST", "/logout"))) {
                routes.put(route, List.copyOf(names(route)));
            }
        }
        return routes;
    }

    /** The fields that are read at an address, as the parameters of its handler and of what those are made of say. */
    private TreeSet<String> names(OwnRoute route) {
        return application.getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(handler -> OwnRoute.of(handler.getKey()).contains(route))
                .map(Map.Entry::getValue)
                .map(HandlerMethod::getMethod)
                .flatMap(method -> Stream.of(method.getParameters()))
                .flatMap(NonsenseTest::names)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> names(Parameter parameter) {
        var type = parameter.getType();
        return type.getPackageName().startsWith("org.pidesk") && !type.isEnum()
                ? Stream.of(type.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .map(Field::getName)
                : Stream.of(parameter.getName());
    }

    private Map<String, String> fields(List<String> names) {
        var fields = new LinkedHashMap<String, String>();
        names.stream().filter(name -> random.nextInt(5) > 0).forEach(name -> fields.put(name, nonsense()));
        return fields;
    }

    private String path(OwnRoute route) {
        var nonsense = URLEncoder.encode(nonsense(), StandardCharsets.UTF_8).replace("+", "%20");
        var values = random.nextBoolean()
                ? Map.<String, String>of("organisation", "abc-motors")
                : Map.of("organisation", nonsense, "reference", nonsense, "id", nonsense, "username", nonsense);
        return route.with(values);
    }

    private String nonsense() {
        return NONSENSE.get(random.nextInt(NONSENSE.size()));
    }

    private HttpResponse<String> ask(Visitor visitor, Sent sent) {
        var method = sent.route().method();
        if (method.equals("GET")) {
            return visitor.get(sent.fields().isEmpty() ? sent.path() : sent.path() + "?" + query(sent.fields()));
        }
        if (method.equals("POST") && random.nextInt(4) > 0) {
            return visitor.submit(formFor(sent), sent.path(), sent.fields());
        }
        return visitor.call(method, sent.path(), json(sent.fields()));
    }

    private static String formFor(Sent sent) {
        var pattern = sent.route().pattern();
        if (pattern.startsWith("/pi") || pattern.startsWith("/{organisation}")) {
            return "/abc-motors/pi";
        }
        return sent.by().equals("nobody") ? "/login" : "/logout";
    }

    private static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field ->
                        "\"" + field.getKey() + "\":\"" + field.getValue().replaceAll("[\\p{Cntrl}\"\\\\]", "") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private Visitor comes(String name) {
        var visitor = new Visitor(port);
        if (!name.equals("nobody")) {
            visitor.signIn(name, PASSWORD);
        }
        return visitor;
    }
}
