package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.campaign.Screenings;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody sends more bodies than there are threads, and none to its end. */
@PiDeskTest
class SlowBodiesTest {
    private static final OrganisationId ABC_MOTORS = new OrganisationId("abc-motors");
    private static final String PASSWORD = "correct horse battery";

    /** Or nothing, from a line that is closed. */
    private static final List<String> REFUSALS =
            List.of("HTTP/1.1 503", "HTTP/1.1 408", "HTTP/1.1 413", "HTTP/1.1 404", "");

    @LocalServerPort
    int port;

    @Autowired
    SamplePeople people;

    @Autowired
    StaffMembers staff;

    @Autowired
    Screenings screenings;

    private final List<Drip> drips = new ArrayList<>();

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (var drip : drips) {
            drip.close();
        }
    }

    /** What is not given away by {@link SlowReaders} is the last on its line. */
    @ParameterizedTest
    @CsvSource({
        "/abc-motors/pi,3",
        "/nothing-here,1",
        "/abc-motors/pi/held,1",
        "/desk,1",
        "/actuator/nothing,1",
        "/webjars/x,1"
    })
    void areFewWhereSeveralAreAskedForOnALine(String path, int answers) throws IOException {
        try (var line = Drip.idle(port, path, 3)) {
            assertThat(line.rest().split("HTTP/1[.]1 ", -1)).hasSize(1 + answers);
        }
    }

    @Test
    void leaveEverybodyElseTheirPagesAndForms() throws IOException {
        for (var path : List.of("/abc-motors/pi", "/login", "/nothing-here", "/returns/ses", "/desk/consents/1")) {
            for (int i = 0; i < 8; i++) {
                drips.add(Drip.form(port, path, "", 4_000, "a="));
                drips.add(Drip.form(port, path, "", 30_000_000, "a="));
            }
        }
        var visitor = new Visitor(port);

        assertThat(visitor.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/abc-motors/pi").statusCode()).isEqualTo(200);
        // also from their own network, where it comes in one piece
        try (var whole = Drip.form(port, "/login", "", 3, "a=1")) {
            assertThat(whole.status()).contains(" 302");
        }
        assertThat(said()).contains("HTTP/1.1 503").isSubsetOf(REFUSALS);
    }

    @Test
    void leaveThePlacesOfStaffToStaff() throws IOException {
        staff.register(Hires.member("naledi", "Naledi Khumalo", Role.DEALERSHIP_STAFF, ABC_MOTORS), PASSWORD);
        var naledi = Visitor.signedIn(port, "naledi", PASSWORD);
        var token = Visitor.hidden(naledi.get("/desk/screening"), "_csrf");
        var list = "email\n" + "x@example.org\n".repeat(100_000);
        for (var path :
                List.of("/desk/tasks/1/evidence", "/desk/consents/1/yes", "/desk/screening", "/api/screening")) {
            for (int i = 0; i < 4; i++) {
                drips.add(Drip.form(port, path, "", 2_000_000, "--x"));
            }
        }

        assertThat(naledi.upload("POST", "/desk/screening", "text/csv", list, token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(said()).containsOnly("HTTP/1.1 401");
        // nor may staff send as much where nothing takes it
        try (var elsewhere = Drip.form(port, "/desk/consents/1/no", "", 2_000_000, "a=")) {
            assertThat(elsewhere.status()).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void areTakenFromASystemThatShowsItsKey() {
        var key = screenings.makeKey(ABC_MOTORS, "johan").value();
        var list = "email\n" + "x@example.org\n".repeat(100_000);

        assertThat(new Visitor(port).ask("/api/screening", key, list).body()).contains("\"rows\":100000");
    }

    /** And who sends no body, but reads none either. */
    @Test
    void ofAnswersDoNoMoreThanThose() throws IOException {
        for (var path : List.of("/webjars/bootstrap/css/bootstrap.min.css", "/login", "/abc-motors/pi", "/nothing")) {
            for (int i = 0; i < 16; i++) {
                drips.add(Drip.idle(port, path, 40));
            }
        }
        var visitor = new Visitor(port);

        assertThat(visitor.get("/login").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/abc-motors/pi").statusCode()).isEqualTo(200);
        assertThat(visitor.get("/actuator/health").statusCode()).isEqualTo(200);
    }

    private List<String> said() throws IOException {
        var said = new ArrayList<String>();
        for (var drip : drips) {
            said.add(drip.status());
        }
        return said;
    }
}
