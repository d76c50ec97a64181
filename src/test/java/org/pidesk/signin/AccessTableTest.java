package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.pidesk.signin.Dealerships.PASSWORD;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.OwnRoute;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.organisation.Organisations;
import org.pidesk.request.Stage;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who gets what answer at every address there is: ours, found among the handlers of the running product, and those of
 * Camunda's web interfaces. A door that opens, closes or is new changes the table, and has to be looked at.
 */
@PiDeskTest
class AccessTableTest {
    private static final Path TABLE = Path.of("src/test/resources/access.txt");
    private static final String HEAD = """
            # Every address, and the answer that each of six visitors gets there: nobody; staff and compliance manager
            # of ABC Motors; staff and compliance manager of Sea Point Cars; administrator. Whatever an address is about
            # belongs to ABC Motors. "login" leads to the sign-in page, "->" anywhere else.
            # Made by: mvn test -Dtest=AccessTableTest -Daccess.write=true
            """;

    private static final String NOBODY = "nobody";
    private static final List<String> VISITORS = List.of(NOBODY, "naledi", "johan", "zanele", "imran", "admin");
    private static final Set<String> STRANGERS = Set.of(NOBODY, "zanele", "imran", "admin");

    /** Those that no handler of Spring's and no class of Camunda's interfaces answers, and the doors people try. */
    private static final List<OwnRoute> FURTHER = Stream.of(
                    "/",
                    "/favicon.ico",
                    "/robots.txt",
                    "/pidesk.css",
                    "/signin.css",
                    "/webjars/bootstrap/css/bootstrap.min.css",
                    "/desk/pages.css",
                    "/desk/forms/desk.js",
                    "/sandbox/sandbox.css",
                    "/camunda",
                    "/camunda/app/tasklist/default/",
                    "/camunda/app/cockpit/default/",
                    "/camunda/app/welcome/default/",
                    "/camunda/app/admin/default/",
                    "/camunda/app/admin/default/setup/",
                    "/camunda/lib/pidesk/sign-in-and-out.js",
                    "/camunda/app/tasklist/scripts/config.js",
                    "/engine-rest/engine",
                    "/rest/engine",
                    "/h2-console",
                    "/actuator",
                    "/actuator/env",
                    "/actuator/beans",
                    "/actuator/configprops",
                    "/actuator/heapdump",
                    "/actuator/loggers",
                    "/actuator/mappings",
                    "/actuator/metrics",
                    "/actuator/prometheus",
                    "/actuator/shutdown",
                    "/actuator/threaddump",
                    "/swagger-ui/index.html",
                    "/v3/api-docs",
                    "/processes/deIdentify.bpmn",
                    "/application.yml",
                    "/geo/countries.mmdb",
                    "/WEB-INF/web.xml",
                    "/META-INF/MANIFEST.MF",
                    "/.git/config",
                    "/.env")
            .map(path -> new OwnRoute("GET", path))
            .toList();

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    Stage stage;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient database;

    private final Map<String, Visitor> visitors = new LinkedHashMap<>();
    private Map<String, String> ofAbc;

    @BeforeEach
    void aCaseOfAbcMotors() {
        Dealerships.open(organisations, staff);
        var process = stage.withdraw(THANDI);
        stage.work();
        ofAbc = Map.of(
                "organisation", "abc-motors",
                "reference", process.getBusinessKey(),
                "taskId",
                        tasks.createTaskQuery()
                                .processInstanceBusinessKey(process.getBusinessKey())
                                .list()
                                .get(0)
                                .getId(),
                "id",
                        database.sql("select id from processing_system where organisation = 'abc-motors' order by name")
                                .query(String.class)
                                .list()
                                .get(0));
        VISITORS.forEach(name -> visitors.put(name, comes(name)));
    }

    @Test
    void isTheOneThatWasLookedAt() throws IOException {
        var found = HEAD + "\n" + ours().values().stream().collect(Collectors.joining()) + "\n"
                + camundas().values().stream().collect(Collectors.joining());
        if (Boolean.getBoolean("access.write")) {
            Files.writeString(TABLE, found);
        }

        assertThat(found.lines())
                .as("Look at what changed, then: mvn test -Dtest=AccessTableTest -Daccess.write=true")
                .containsExactlyElementsOf(Files.readAllLines(TABLE));
    }

    @Test
    void opensNothingOfAnOrganisationToAnother() {
        var open = new ArrayList<String>();
        for (var route : ours().keySet()) {
            if (route.isAbout("reference") || route.isAbout("taskId") || route.isAbout("id")) {
                for (var name : STRANGERS) {
                    var answer = ask(name, route);
                    if (!Set.of(401, 403, 404).contains(answer.statusCode())
                            && !cell(answer).equals("login")) {
                        open.add(name + " " + route + " " + answer.statusCode());
                    }
                }
            }
        }

        assertThat(open).isEmpty();
    }

    @Test
    void tellsNothingOfAnOrganisationOnAnyPageOfAnother() {
        var told = new ArrayList<String>();
        for (var route : OwnRoute.all(application)) {
            if (route.method().equals("GET") && route.pattern().startsWith("/desk")) {
                for (var name : STRANGERS) {
                    if (tellsOfAbc(ask(name, route).body())) {
                        told.add(name + " " + route);
                    }
                }
            }
        }

        assertThat(told).isEmpty();
        assertThat(tellsOfAbc(visitors.get("naledi").get("/desk/systems").body()))
                .isTrue();
    }

    @Test
    void opensOurOwnPagesToNobodyWhoIsNotSignedIn() {
        var open = ours().keySet().stream()
                .filter(route -> route.pattern().startsWith("/desk"))
                .filter(route -> {
                    var answer = ask(NOBODY, route);
                    return answer.statusCode() != 401
                            && answer.statusCode() != 403
                            && !cell(answer).equals("login");
                });

        assertThat(open).isEmpty();
    }

    private boolean tellsOfAbc(String page) {
        return Stream.of(ofAbc.get("reference"), ofAbc.get("taskId"), "ABC Motors", "Khumalo", "Thandi", "Nkosi")
                .anyMatch(page::contains);
    }

    /** Reading first, so that nobody finds what another changed. */
    private Map<OwnRoute, String> ours() {
        var routes = new ArrayList<>(OwnRoute.all(application));
        routes.addAll(FURTHER);
        // whoever signs out is out
        routes.remove(new OwnRoute("POST", "/logout"));
        var rows = new TreeMap<OwnRoute, String>();
        for (var reading : new boolean[] {true, false}) {
            routes.stream()
                    .filter(route -> route.method().equals("GET") == reading)
                    .sorted()
                    .forEach(route -> rows.put(
                            route,
                            row(
                                    route.method(),
                                    route.pattern(),
                                    VISITORS.stream().map(name -> ask(name, route)))));
        }
        return rows;
    }

    private Map<Route, String> camundas() {
        var rows = new TreeMap<Route, String>();
        for (var route : Route.all()) {
            rows.put(
                    route,
                    row(
                            route.method(),
                            route.path(),
                            VISITORS.stream()
                                    .map(name -> visitors.get(name)
                                            .call(route.method(), route.with("x1"), bodyFor(route.method())))));
        }
        return rows;
    }

    private HttpResponse<String> ask(String name, OwnRoute route) {
        var visitor = visitors.get(name);
        return switch (route.method()) {
            case "GET" -> visitor.get(route.with(ofAbc));
            case "POST" -> visitor.submit(formFor(name, route), route.with(ofAbc), Map.of());
            default -> visitor.call(route.method(), route.with(ofAbc), "{}");
        };
    }

    /** A page where this visitor gets a token for a form at this address. */
    private static String formFor(String name, OwnRoute route) {
        if (route.pattern().startsWith("/sandbox")) {
            return "/sandbox";
        }
        if (route.pattern().startsWith("/pi") || route.pattern().startsWith("/{organisation}")) {
            return "/abc-motors/pi";
        }
        return name.equals(NOBODY) ? "/login" : "/logout";
    }

    private Visitor comes(String name) {
        var visitor = new Visitor(port);
        if (!name.equals(NOBODY)) {
            visitor.signIn(name, PASSWORD);
            // here Camunda gives the token that its changes need
            visitor.get(name.equals("admin") ? "/camunda/app/cockpit/default/" : "/camunda/app/tasklist/default/");
        }
        return visitor;
    }

    private static String row(String method, String path, Stream<HttpResponse<String>> answers) {
        return String.format("%-7s %-90s", method, path)
                + answers.map(answer -> String.format(" %-5s", cell(answer)))
                        .collect(Collectors.joining())
                        .stripTrailing()
                + "\n";
    }

    private static String cell(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 3) {
            return String.valueOf(answer.statusCode());
        }
        return answer.headers().firstValue("Location").filter("/login"::equals).isPresent() ? "login" : "->";
    }

    private static String bodyFor(String method) {
        return Set.of("GET", "HEAD", "DELETE", "OPTIONS").contains(method) ? null : "{}";
    }
}
