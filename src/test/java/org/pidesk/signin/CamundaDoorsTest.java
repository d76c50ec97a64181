package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.PASSWORD;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Tries every address that Camunda's web interfaces answer at, with every role. */
@PiDeskTest
class CamundaDoorsTest {
    private static final Map<Role, String> SOMEBODY =
            Map.of(Role.DEALERSHIP_STAFF, "naledi", Role.COMPLIANCE_MANAGER, "johan", Role.ADMINISTRATOR, "admin");

    @LocalServerPort
    int port;

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @BeforeEach
    void twoDealerships() {
        Dealerships.open(organisations, staff);
    }

    @Test
    void refusesWhatIsNotOnTheListToEveryRole() {
        var open = new ArrayList<String>();
        SOMEBODY.forEach((role, username) -> {
            var visitor = signedIn(username);
            for (var route : Route.all()) {
                if (!isOpenTo(role, route)) {
                    var status = visitor.call(route.method(), route.with("x1"), bodyFor(route))
                            .statusCode();
                    if (status != 403) {
                        open.add(role + " " + route + " " + status);
                    }
                }
            }
        });

        assertThat(open).isEmpty();
    }

    @Test
    void refusesEverythingToWhoIsNotSignedIn() {
        var open = new ArrayList<String>();
        var stranger = new Visitor(port);
        for (var route : Route.all()) {
            var status = stranger.call(route.method(), route.with("x1"), bodyFor(route))
                    .statusCode();
            if (status != 401) {
                open.add(route + " " + status);
            }
        }

        assertThat(open).isEmpty();
    }

    @Test
    void knowsEveryWriteThatIsOpen() {
        var writes = Route.all().stream()
                .filter(route -> !Set.of("GET", "HEAD", "OPTIONS").contains(route.method()))
                .filter(route -> Set.of(Role.values()).stream().anyMatch(role -> isOpenTo(role, route)))
                .map(route -> route.method() + " " + route.path().replace("/camunda/api/engine/engine/default", ""))
                .filter(write -> !isQuery(write));

        assertThat(writes)
                .containsExactlyInAnyOrder(
                        "POST /task/{id}/claim",
                        "POST /task/{id}/unclaim",
                        "POST /task/{id}/submit-form",
                        "POST /task/{id}/complete",
                        "POST /process-definition/{id}/submit-form",
                        "POST /process-definition/key/{key}/submit-form",
                        "POST /job/retries",
                        "PUT /job/{id}/retries",
                        "PUT /job-definition/{id}/retries");
    }

    @Test
    void hasNoDoorWithoutARoomBehindIt() {
        var routes = Route.all();

        assertThat(CamundaDoors.OPEN.stream()
                        .filter(door -> door.path().startsWith("/camunda/api/engine/engine/default"))
                        .filter(door -> routes.stream().noneMatch(route -> leadsTo(door, route))))
                .isEmpty();
    }

    @Test
    void findsTheRoomsOfAllFiveInterfaces() {
        assertThat(Route.all())
                .hasSizeGreaterThan(480)
                .contains(
                        new Route("POST", "/camunda/api/engine/engine/default/deployment/create"),
                        new Route("POST", "/camunda/api/admin/setup/default/user/create"),
                        new Route("POST", "/camunda/api/admin/auth/user/default/login/{appName}"),
                        new Route("POST", "/camunda/api/cockpit/plugin/base/default/process-instance"));
    }

    @Test
    void refusesTheKnownAttacks() {
        var engine = "/camunda/api/engine/engine/default";
        var attacks = List.of(
                new Attack("POST", "/camunda/api/admin/setup/default/user/create", "{\"profile\":{\"id\":\"x\"}}"),
                new Attack("POST", "/camunda/api/admin/auth/user/default/login/admin", "username=admin&password=x"),
                new Attack(
                        "POST",
                        engine + "/filter/create",
                        "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":{\"assigneeExpression\":\"${1+1}\"}}"),
                new Attack("PUT", engine + "/filter/x", "{\"query\":{\"assigneeExpression\":\"${1+1}\"}}"),
                new Attack("POST", engine + "/deployment/create", "{}"),
                new Attack("POST", engine + "/authorization/create", "{}"),
                new Attack("POST", engine + "/user/create", "{\"profile\":{\"id\":\"x\"}}"),
                new Attack("PUT", engine + "/user/naledi/credentials", "{\"password\":\"x\"}"),
                new Attack("PUT", engine + "/group/camunda-admin/members/naledi", "{}"),
                new Attack("POST", engine + "/identity/verify", "{\"username\":\"naledi\",\"password\":\"x\"}"),
                new Attack("POST", engine + "/message", "{\"messageName\":\"x\"}"),
                new Attack("POST", engine + "/task/x/comment/create", "{\"message\":\"x\"}"),
                new Attack("GET", "/camunda/app/admin/default/setup/", null),
                new Attack("GET", "/camunda/app/admin/default/", null),
                new Attack("GET", "/engine-rest/engine", null),
                new Attack("POST", "/engine-rest/deployment/create", "{}"),
                new Attack("GET", "/h2-console", null),
                new Attack("GET", "/actuator", null),
                new Attack("GET", "/actuator/env", null),
                new Attack("GET", "/actuator/heapdump", null),
                new Attack("GET", "/swagger-ui/index.html", null),
                new Attack("GET", "/camunda/api/engine/engine/default/filter/..%2fuser", null),
                new Attack("TRACE", "/camunda/app/tasklist/default/", null));
        var visitors = new ArrayList<>(List.of(new Visitor(port)));
        SOMEBODY.values().forEach(username -> visitors.add(signedIn(username)));

        for (var visitor : visitors) {
            for (var attack : attacks) {
                var status =
                        visitor.call(attack.method, attack.path, attack.body).statusCode();
                assertThat(status).as(attack.toString()).isIn(400, 401, 403, 404, 405);
            }
        }
    }

    @Test
    void opensNoCountOfEveryOrganisationToAComplianceManager() {
        assertThat(Route.all().stream()
                        .filter(route -> isOpenTo(Role.COMPLIANCE_MANAGER, route))
                        .map(Route::path))
                .isNotEmpty()
                .noneMatch(path -> path.matches(
                        ".*/history/[a-z-]+-definition/.*|.*/cleanable-.*|.*/metrics.*" + "|.*/history/cleanup.*"));
    }

    @Test
    void leadsFromCamundasFrontPagesToTheOwnPlaceOfWork() {
        var visitor = signedIn("admin");

        for (var page : List.of("/camunda", "/camunda/", "/camunda/app/", "/camunda/app/welcome/default/")) {
            assertThat(visitor.get(page).headers().firstValue("Location"))
                    .as(page)
                    .hasValueSatisfying(to -> assertThat(to).endsWith("/desk"));
        }
        assertThat(visitor.get("/desk").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/camunda/app/cockpit/default/"));
    }

    @Test
    void showsHealthToEverybodyAndNothingMore() {
        assertThat(new Visitor(port).call("GET", "/actuator/health", null).body())
                .isEqualTo("{\"status\":\"UP\",\"groups\":[\"liveness\",\"readiness\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void showsHealthToABrowserToo(String address) {
        var shown = new Visitor(port).get(address);

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(shown.body()).contains("\"status\":\"UP\"");
    }

    private Visitor signedIn(String username) {
        var visitor = new Visitor(port);
        visitor.signIn(username, PASSWORD);
        // here Camunda gives the token that its changes need
        visitor.get(username.equals("admin") ? "/camunda/app/cockpit/default/" : "/camunda/app/tasklist/default/");
        return visitor;
    }

    private static boolean isOpenTo(Role role, Route route) {
        return CamundaDoors.OPEN.stream().anyMatch(door -> door.openTo().contains(role) && leadsTo(door, route));
    }

    private static boolean leadsTo(CamundaDoors.Door door, Route route) {
        return door.method().name().equals(route.method())
                && PathPatternParser.defaultInstance
                        .parse(door.path())
                        .matches(PathContainer.parsePath(route.with("x1")));
    }

    /** The same as a GET, with the search in the body. */
    private static boolean isQuery(String write) {
        return write.matches("POST (/filter/\\{id}/(list|count|singleResult)"
                + "|/(history/)?(task|process-instance|activity-instance|job-log)(/count)?"
                + "|/(group|variable-instance|job|job-definition|execution)(/count)?"
                + "|/camunda/api/cockpit/plugin/base/default/(process-instance|process-definition|incident)/?.*)");
    }

    private static String bodyFor(Route route) {
        return Set.of("GET", "HEAD", "DELETE", "OPTIONS").contains(route.method()) ? null : "{}";
    }

    private record Attack(String method, String path, String body) {}
}
