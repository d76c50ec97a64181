package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.PASSWORD;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What of the health decides about a node, and who sees more of it than that. */
@PiDeskTest
class HealthTest {
    @LocalServerPort
    int port;

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    ActivityLog activity;

    @Autowired
    MovableClock clock;

    @BeforeEach
    void twoDealerships() {
        Dealerships.open(organisations, staff);
    }

    /** What asks for a person is no reason to start the node anew, nor to send nobody there. */
    @Test
    void isOfTheNodeAloneWhereItDecidesAboutIt() {
        var watcher = new Visitor(port);
        assertThat(watcher.call("GET", "/actuator/health", null).statusCode()).isEqualTo(200);
        activity.record(Fact.of(Reference.random(), "RECORD_RESTRICTED"));
        // nobody has sealed it
        clock.advance(Duration.ofMinutes(6));

        assertThat(watcher.call("GET", "/actuator/health", null).statusCode()).isEqualTo(503);
        for (var of : new String[] {"/liveness", "/readiness"}) {
            assertThat(watcher.call("GET", "/actuator/health" + of, null).body())
                    .isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void isToldToAdministratorsPartByPart() {
        var admin = signedIn("admin");

        assertThat(admin.call("GET", "/actuator/health/readiness", null).body())
                .contains("\"readinessState\"", "\"db\"")
                .doesNotContain("\"mail\"", "\"textMessages\"", "\"clock\"");
        assertThat(admin.call("GET", "/actuator/health", null).body())
                .contains("\"mail\"", "\"textMessages\"", "\"returnsMailbox\"", "\"clock\"", "\"activity\"", "\"db\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"naledi", "johan"})
    void isToldInDetailToNobodyElse(String member) {
        var visitor = signedIn(member);

        for (var of : new String[] {"", "/liveness", "/readiness"}) {
            assertThat(visitor.call("GET", "/actuator/health" + of, null).body())
                    .contains("\"status\":\"UP\"")
                    .doesNotContain("components", "details");
        }
        assertThat(visitor.call("GET", "/actuator/health/db", null).statusCode())
                .isEqualTo(404);
    }

    private Visitor signedIn(String member) {
        var visitor = new Visitor(port);
        visitor.signIn(member, PASSWORD);
        visitor.get(member.equals("admin") ? "/camunda/app/cockpit/default/" : "/camunda/app/tasklist/default/");
        return visitor;
    }
}
