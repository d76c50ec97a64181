package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody sends more bodies than there are threads, and none to its end. */
@PiDeskTest
class SlowBodiesTest {
    /** Or nothing, from a line that is closed. */
    private static final List<String> REFUSALS =
            List.of("HTTP/1.1 503", "HTTP/1.1 408", "HTTP/1.1 413", "HTTP/1.1 404", "");

    @LocalServerPort
    int port;

    @Autowired
    SamplePeople people;

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

    private List<String> said() throws IOException {
        var said = new ArrayList<String>();
        for (var drip : drips) {
            said.add(drip.status());
        }
        return said;
    }
}
