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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.OwnRoute;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
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

    private static final Set<String> SIGN_IN = Set.of("/login", "/login?again");
    private static final String NOBODY = "nobody";
    private static final List<String> VISITORS = List.of(NOBODY, "naledi", "johan", "zanele", "imran", "admin");
    /** Who looked at what; the health reckons how many codes are left; and a network is given so many checks. */
    private static final Set<String> NOTES_OF_READING =
            Set.of("fact", "fact_head", "filed_fact", "identity_limit", "sign_in_limit");

    private static final Set<String> STRANGERS = Set.of(NOBODY, "zanele", "imran", "admin");
    /** Administrators keep every organisation, and its accounts. */
    private static final List<String> KEPT = List.of("/desk/users", "/desk/organisations");

    /** Those that no handler of Spring's and no class of Camunda's interfaces answers, and the doors people try. */
    private static final List<OwnRoute> FURTHER = Stream.of(
                    "/",
                    "/favicon.ico",
                    "/robots.txt",
                    "/pidesk.css",
                    "/signin.css",
                    "/webjars/bootstrap/css/bootstrap.min.css",
                    "/webjars/bootstrap/css/bootstrap.min.css.map",
                    "/webjars/bootstrap/js/bootstrap.bundle.min.js",
                    "/webjars/camunda/lib/deps.js",
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
    SamplePeople people;

    @Autowired
    StaffMembers staff;

    @Autowired
    Stage stage;

    @Autowired
    Scene scene;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient database;

    private static final Map<String, String> OF_NOBODY = Map.of(
            "organisation", "abc-motors",
            "reference", Reference.random().value(),
            "taskId", "00000000-0000-1000-8000-000000000000",
            "instance", "00000000-0000-1000-8000-000000000000",
            "id", "00000000-0000-4000-8000-000000000000",
            "username", "nobody",
            "report", "volumes");

    private final Map<String, Visitor> visitors = new LinkedHashMap<>();
    private Map<String, String> ofAbc;

    @BeforeEach
    void aCaseOfAbcMotors() {
        people.moveIn();
        Dealerships.hire(staff);
        staff.register(Hires.member("sipho", "Sipho Mthembu", Role.DEALERSHIP_STAFF, Dealerships.ABC), PASSWORD);
        var process = stage.withdraw(THANDI);
        stage.work();
        ofAbc = Map.of(
                "organisation", "abc-motors",
                "reference", process.getBusinessKey(),
                "instance", process.getId(),
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
                                .get(0),
                "username", "sipho",
                "report", "volumes",
                "token", Token.random().value());
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

    /** What belongs to another organisation is answered like what never was. */
    @Test
    void opensNothingOfAnOrganisationToAnother() {
        var open = new ArrayList<String>();
        var asked = new TreeSet<OwnRoute>();
        for (var route : OwnRoute.all(application)) {
            if (Stream.of("reference", "taskId", "instance", "id", "username").anyMatch(route::isAbout)) {
                asked.add(route);
                for (var name : STRANGERS) {
                    var answer = cell(ask(name, route, ofAbc));
                    if (!answer.equals(cell(ask(name, route, OF_NOBODY))) && !mayKeep(name, route)) {
                        open.add(name + " " + route + " " + answer);
                    }
                }
            }
        }

        assertThat(asked).hasSizeGreaterThan(20);
        assertThat(open).isEmpty();
    }

    /** Support's tasks belong to no organisation, so no organisation opens them. */
    @Test
    void opensTheTasksOfSupportToAdministratorsOnly() {
        var routes = OwnRoute.all(application).stream()
                .filter(route -> route.isAbout("taskId"))
                .toList();
        for (var task : scene.callSupport()) {
            var ofSupport = Map.of("taskId", task.getId());
            for (var route : routes) {
                for (var name : List.of(NOBODY, "johan", "zanele", "imran")) {
                    assertThat(cell(load(name, route, ofSupport)))
                            .as(name + " " + route)
                            .isEqualTo(cell(load(name, route, OF_NOBODY)));
                }
            }
            assertThat(load("admin", new OwnRoute("GET", "/desk/tasks/{taskId}"), ofSupport)
                            .body())
                    .contains("Naledi Khumalo");
        }
        assertThat(routes).hasSizeGreaterThan(2);
    }

    /** As the forms in Tasklist do. */
    private HttpResponse<String> load(String name, OwnRoute route, Map<String, String> about) {
        return visitors.get(name)
                .call(route.method(), route.with(about), route.method().equals("GET") ? null : "{}");
    }

    private static boolean mayKeep(String name, OwnRoute route) {
        return name.equals("admin") && KEPT.stream().anyMatch(route.pattern()::startsWith);
    }

    @Test
    void tellsNothingOfAnOrganisationOnAnyPageOfAnother() {
        var told = new ArrayList<String>();
        for (var route : OwnRoute.all(application)) {
            if (route.method().equals("GET") && route.pattern().startsWith("/desk")) {
                for (var name : STRANGERS) {
                    if (!mayKeep(name, route)
                            && tellsOfAbc(ask(name, route).body().replace(route.with(ofAbc), ""))) {
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
        var open = OwnRoute.all(application).stream()
                .filter(route -> route.pattern().startsWith("/desk"))
                .filter(route -> {
                    var answer = ask(NOBODY, route);
                    return answer.statusCode() != 401
                            && answer.statusCode() != 403
                            && !cell(answer).equals("login");
                });

        assertThat(open).isEmpty();
    }

    /** What is looked at is noted, and nothing else is: mail scanners, previews and prefetching browsers look too. */
    @Test
    void changesNothingForWhoOnlyLooks() {
        var before = tables();

        for (var route : OwnRoute.all(application)) {
            if (route.method().equals("GET")) {
                for (var name : VISITORS) {
                    for (var method : List.of("GET", "HEAD", "OPTIONS")) {
                        visitors.get(name).call(method, route.with(ofAbc), null);
                    }
                }
            }
        }

        var changed = tables();
        changed.entrySet().removeAll(before.entrySet());
        assertThat(changed.keySet()).isSubsetOf(NOTES_OF_READING);
    }

    private Map<String, Long> tables() {
        var tables = new TreeMap<String, Long>();
        for (var table : database.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list()) {
            tables.put(
                    table,
                    database.sql("select coalesce(sum(hashtextextended(t::text, 0)::numeric % 1000000007), 0)::bigint"
                                    + " from \"" + table + "\" t")
                            .query(Long.class)
                            .single());
        }
        return tables;
    }

    private boolean tellsOfAbc(String page) {
        return Stream.of(
                        ofAbc.get("reference"),
                        ofAbc.get("taskId"),
                        "ABC Motors",
                        "ABC dealer",
                        "Khumalo",
                        "Thandi",
                        "Nkosi")
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
        return ask(name, route, ofAbc);
    }

    private HttpResponse<String> ask(String name, OwnRoute route, Map<String, String> about) {
        var visitor = visitors.get(name);
        return switch (route.method()) {
            case "GET" -> visitor.get(route.with(about));
            case "POST" -> visitor.submit(formFor(name, route), route.with(about), Map.of());
            default -> visitor.call(route.method(), route.with(about), "{}");
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
        return answer.headers().firstValue("Location").filter(SIGN_IN::contains).isPresent() ? "login" : "->";
    }

    private static String bodyFor(String method) {
        return Set.of("GET", "HEAD", "DELETE", "OPTIONS").contains(method) ? null : "{}";
    }
}
