package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.organisation.Organisations;
import org.pidesk.sandbox.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What key contacts are told of who is not found, and what becomes of it in a storm. */
@PiDeskTest
class LookUpAlertsTest {
    private static final int STORM = 60;
    private static final String LERATO = "lerato@abcmotors.example.com";
    private static final List<String> KEY_CONTACTS = List.of(LERATO, "ruan@abcmotors.example.com");

    @Autowired
    Stage stage;

    @Autowired
    LookUps lookUps;

    @Autowired
    Organisations organisations;

    @Autowired
    RuntimeService engine;

    @Autowired
    ApplicationContext application;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    @Test
    void holdNoAddressByDefault() {
        var process = stage.lookUp(MALLORY);

        assertThat(Received.by(application).newest(LERATO).orElseThrow())
                .contains("/desk/requests/" + process.getBusinessKey())
                .doesNotContain("mallory");
    }

    @Test
    void holdTheAddressWhereTheOrganisationWantsItButNeverInTheSubject() {
        stage.proofOf(MALLORY);
        organisations.register(organisations.get(ABC_MOTORS).factsInMails(true));

        stage.lookUp(EmailAddress.parse("call-0800-now@phish.example"));

        var mails = Received.by(application);
        assertThat(mails.newest(LERATO).orElseThrow()).contains("call-0800-now@phish.example");
        assertThat(mails.newestSubject(LERATO).orElseThrow())
                .startsWith("ABC Motors: a look-up found nothing here (PI-")
                .doesNotContain("0800", "phish");
    }

    @Test
    void ofAStormAreAFewAndOneMailForAllTheOthers() {
        atTheBeginningOfAnHour();
        for (int i = 0; i < STORM; i++) {
            lookUps.lookedUp(stage.proofOf(EmailAddress.parse("visitor" + i + "@example.org")));
        }
        stage.work();
        stage.tellOfTheRest();
        assertThat(alerts("LOOK_UP_NOT_FOUND")).isEqualTo(3 * KEY_CONTACTS.size());
        assertThat(alerts("MORE_LOOK_UPS")).isZero();

        stage.pass(Duration.ofHours(1));
        stage.tellOfTheRest();
        stage.tellOfTheRest();
        stage.work();

        assertThat(alerts("MORE_LOOK_UPS")).isEqualTo(KEY_CONTACTS.size());
        assertThat(Received.by(application).newest(LERATO).orElseThrow())
                .contains((STORM - 3) + " more", "/desk/look-ups");
        assertThat(engine.createProcessInstanceQuery()
                        .processDefinitionKey("lookupNotFound")
                        .count())
                .isEqualTo(STORM);
        assertThat(lookUps.open(ABC_MOTORS, 0, 2 * STORM)).hasSize(STORM).allMatch(one -> one.asked() == 3);
    }

    @Test
    void beginAnewInTheNextHour() {
        atTheBeginningOfAnHour();
        for (int i = 0; i < 5; i++) {
            lookUps.lookedUp(stage.proofOf(EmailAddress.parse("visitor" + i + "@example.org")));
        }
        stage.work();
        stage.pass(Duration.ofHours(1));

        stage.lookUp(MALLORY);
        stage.tellOfTheRest();

        assertThat(alerts("LOOK_UP_NOT_FOUND")).isEqualTo(4 * KEY_CONTACTS.size());
        assertThat(alerts("MORE_LOOK_UPS")).isEqualTo(KEY_CONTACTS.size());
    }

    @Test
    void startLaterWhereSoManyAreSearchedForAlready() {
        stage.proofOf(MALLORY);
        jdbc.sql("insert into request (reference, organisation, type, status, received_at, due, told, pseudonym)"
                        + " select 'PI-EARL-IER0-' || lpad(i::text, 4, '0'), 'abc-motors', 'LOOK_UP', 'RECEIVED', ?, ?, ?,"
                        + " gen_random_uuid() from generate_series(1, 1000) i")
                .params(
                        Timestamp.from(clock.instant().minusSeconds(60)),
                        Date.valueOf("2026-12-31"),
                        Date.valueOf("2026-12-31"))
                .update();

        var process = stage.lookUp(MALLORY);

        assertThat(stage.tasks(process, "userTask_lookInSystem")).isEmpty();
        assertThat(Received.by(application).newest(MALLORY.value()).orElseThrow())
                .contains("as soon as it is your turn");
        assertThat(lookUps.of(stage.proofOf(MALLORY)).open().waits()).isTrue();
        stage.pass(Duration.ofMinutes(16));
        assertThat(stage.tasks(process, "userTask_lookInSystem")).isEmpty();

        jdbc.sql(
                        "update request set status = 'CANCELLED', closed_at = received_at where reference = 'PI-EARL-IER0-0007'")
                .update();
        stage.pass(Duration.ofMinutes(16));

        assertThat(stage.tasks(process, "userTask_lookInSystem")).hasSize(3);
    }

    private void atTheBeginningOfAnHour() {
        Instant now = clock.instant();
        clock.advance(Duration.between(now, now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS)));
    }

    private int alerts(String kind) {
        return jdbc.sql("select count(*) from notice where kind = ?")
                .param(kind)
                .query(Integer.class)
                .single();
    }
}
