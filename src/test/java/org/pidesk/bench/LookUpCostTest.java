package org.pidesk.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.notice.Sender;
import org.pidesk.request.LookUpAudit;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/**
 * What a look-up may cost in the database, counted exactly: one statement for the proof, one for all that is held, and
 * one for the audit of many.
 */
@PiDeskTest
class LookUpCostTest {
    private static final String PI = "/abc-motors/pi";
    private static final int LOOKS = 20;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext product;

    @Autowired
    SamplePeople people;

    @Autowired
    Sender sender;

    @Autowired
    LookUpAudit audit;

    @Autowired
    MovableClock clock;

    @Test
    void takesTwoStatementsAndNoTransaction(
            @Autowired JdbcConnectionDetails database, @Value("${pidesk.data-dir}") Path data) {
        people.moveIn();
        var browser = proven(THANDI);
        browser.get(PI + "/held");
        // who looks twice within a minute is recorded once; so that none ends meanwhile, one begins
        var now = clock.instant();
        clock.advance(Duration.between(now, now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1))));
        browser.get(PI + "/held/download.json");
        audit.flush();
        try (var spectator = new Spectator(database.getJdbcUrl(), data)) {
            var name = database.getJdbcUrl().replaceFirst(".*/([^/?]+).*", "$1");
            var before = spectator.read(name);
            for (int i = 0; i < LOOKS; i++) {
                assertThat(browser.get(PI + "/held").statusCode()).isEqualTo(200);
            }
            var looks = spectator.read(name).since(before);
            assertThat(looks.statements()).isEqualTo(2.0 * LOOKS);
            assertThat(looks.transactions()).isZero();
            assertThat(looks.rows()).isZero();

            audit.flush();
            assertThat(spectator.read(name).since(before).statements()).isEqualTo(2.0 * LOOKS + 1);
            assertThat(spectator.read(name).since(before).rows()).isOne();
        }
    }

    private Visitor proven(EmailAddress who) {
        var browser = new Visitor(port);
        browser.submit(PI, Map.of("address", who.value()));
        sender.sendDue();
        var code = Received.by(product).code(who.value());
        browser.submit(PI + "/code", Map.of("code", code));
        return browser;
    }
}
