package org.pidesk.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.net.http.HttpClient;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What machines that watch are told by the running product, who is told it, and what nobody is. */
@PiDeskTest
class MetricsTest {
    private static final Pattern STATUS_LINK = Pattern.compile("http://localhost(?::\\d+)?(/\\S+/requests/[\\w-]+)");

    private static int tests;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    MetricsSettings settings;

    @Autowired
    SamplePeople people;

    @Autowired
    Stage stage;

    @Autowired
    ManagementService engine;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @BeforeEach
    void samplePeople() {
        // what another test has read is old by now
        clock.advance(Duration.ofHours(++tests));
        people.moveIn();
    }

    @Test
    void areToldToWhoShowsTheToken() {
        assertThat(scrape().names())
                .contains(
                        "pidesk_cases_open", "pidesk_jobs_due", "jvm_memory_used_bytes", "hikaricp_connections_active");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer ",
                "Bearer 0c7e4b19d6a2f8355f1d3c9a7b2e804",
                "Bearer 0c7e4b19d6a2f8355f1d3c9a7b2e80466",
                "Bearer 0C7E4B19D6A2F8355F1D3C9A7B2E8046",
                "bearer0c7e4b19d6a2f8355f1d3c9a7b2e8046",
                "Basic 0c7e4b19d6a2f8355f1d3c9a7b2e8046",
                "0c7e4b19d6a2f8355f1d3c9a7b2e8046"
            })
    void areNotThereForAnybodyElse(String authorization) {
        assertThat(settings.token()).isEqualTo("0c7e4b19d6a2f8355f1d3c9a7b2e8046");
        for (var method : new String[] {"GET", "HEAD", "POST", "OPTIONS"}) {
            var answer = new Visitor(
                            "http://localhost:" + port, HttpClient.newBuilder(), "Authorization", authorization)
                    .call(method, "/actuator/prometheus?token=" + settings.token(), null);

            assertThat(answer.statusCode()).as(method).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("pidesk_", "jvm_");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void openNothingElseToWhoShowsTheToken() {
        var machine = new Visitor(
                "http://localhost:" + port, HttpClient.newBuilder(), "Authorization", "Bearer " + settings.token());

        for (var path : new String[] {"/actuator", "/actuator/metrics", "/actuator/env", "/actuator/prometheus/"}) {
            assertThat(machine.call("GET", path, null).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(machine.call("GET", "/desk/users", null).statusCode()).isEqualTo(401);
        assertThat(machine.call("GET", "/actuator/health", null).body()).doesNotContain("components");
    }

    /** The links of status pages hold tokens; whatever is counted of a page is counted of its kind. */
    @Test
    void nameNoCaseNoPersonAndNoLink() {
        var process = stage.withdraw(THANDI);
        stage.work();
        var link = STATUS_LINK.matcher(
                Received.by(application).newest(THANDI.value()).orElseThrow());
        assertThat(link.find()).isTrue();
        var page = link.group(1);
        var visitor = new Visitor(port);
        assertThat(visitor.get(page).statusCode()).isEqualTo(200);
        visitor.get("/desk/requests/" + process.getBusinessKey());
        visitor.get("/" + process.getBusinessKey() + "/nowhere/" + THANDI.value());

        var told = scrape();

        assertThat(told.text())
                .contains("uri=\"/{organisation}/pi/requests/{which}\"", "http_server_requests_seconds_count")
                .doesNotContain(
                        page.substring(page.lastIndexOf('/') + 1),
                        process.getBusinessKey(),
                        process.getId(),
                        THANDI.value(),
                        "nowhere",
                        "abc-motors",
                        "ABC Motors");
    }

    @Test
    void tellHowLateCasesAreByTypeOfRequest() {
        var first = due("LOOK_UP", 8);
        due("LOOK_UP", 6);
        due("ALTERATION", -1);
        database.sql("update request set rung = 'AT_RISK' where reference = ?")
                .param(first.value())
                .update();

        var told = scrape();

        assertThat(told.value("pidesk_cases_open{type=\"LOOK_UP\"}")).isEqualTo(2);
        assertThat(told.value("pidesk_cases_due_soon{type=\"LOOK_UP\"}")).isEqualTo(1);
        assertThat(told.value("pidesk_cases_at_risk{type=\"LOOK_UP\"}")).isEqualTo(1);
        assertThat(told.value("pidesk_cases_breached{type=\"LOOK_UP\"}")).isZero();
        assertThat(told.value("pidesk_cases_breached{type=\"ALTERATION\"}")).isEqualTo(1);
        assertThat(told.value("pidesk_cases_open{type=\"WITHDRAWAL\"}")).isZero();
    }

    @Test
    void tellWhetherTheEngineKeepsUpAndWhereItGaveUp() {
        var process = stage.withdraw(THANDI);
        stage.work();
        var before = scrape();
        var job = engine.createJobQuery()
                .processInstanceId(process.getId())
                .timers()
                .list()
                .get(0);
        database.sql("update act_ru_job set duedate_ = ? where id_ = ?")
                .params(new Timestamp(clock.millis()), job.getId())
                .update();
        clock.advance(Duration.ofMinutes(20));

        var late = scrape();
        engine.setJobRetries(job.getId(), 0);
        clock.advance(Duration.ofMinutes(1));
        var givenUp = scrape();

        assertThat(before.value("pidesk_jobs_due")).isZero();
        assertThat(before.value("pidesk_jobs_oldest_due_seconds")).isZero();
        assertThat(late.value("pidesk_jobs_due")).isEqualTo(1);
        assertThat(late.value("pidesk_jobs_oldest_due_seconds")).isBetween(1200.0, 1260.0);
        assertThat(late.value("pidesk_jobs_failed")).isZero();
        assertThat(givenUp.value("pidesk_jobs_due")).isZero();
        assertThat(givenUp.value("pidesk_jobs_failed")).isEqualTo(1);
        assertThat(givenUp.value("pidesk_incidents{type=\"failedJob\"}")).isEqualTo(1);
        assertThat(late.value("pidesk_incidents{type=\"failedJob\"}")).isZero();
    }

    /** They are among the figures of the cases, and there may be a million of them. */
    @Test
    void takeALateCaseForNoIncident() {
        stage.withdraw(THANDI);
        stage.work();
        stage.pass(Duration.ofDays(40));
        assertThat(database.sql("select count(*) from act_ru_incident where incident_type_ = 'breached'")
                        .query(Integer.class)
                        .single())
                .isPositive();

        var told = scrape();

        assertThat(told.value("pidesk_cases_breached{type=\"WITHDRAWAL\"}")).isEqualTo(1);
        assertThat(told.text()).doesNotContain("pidesk_incidents{type=\"breached\"}");
    }

    @Test
    void tellWhatWaitsToBeSentAndForHowLong() {
        stage.withdraw(THANDI);
        clock.advance(Duration.ofMinutes(20));
        var waiting = scrape();
        stage.work();
        clock.advance(Duration.ofMinutes(1));

        assertThat(waiting.value("pidesk_outbox_waiting")).isPositive();
        assertThat(waiting.value("pidesk_outbox_oldest_seconds")).isBetween(1200.0, 1260.0);
        assertThat(scrape().value("pidesk_outbox_waiting")).isZero();
    }

    /** An organisation may send no text messages: that is no carrier that fails. */
    @Test
    void takeNoMessageForLateThatHasNoCarrierToWaitFor() {
        stage.withdraw(THANDI);
        database.sql("update notice set code = 'NO_CARRIER'").update();
        clock.advance(Duration.ofMinutes(20));

        var told = scrape();

        assertThat(told.value("pidesk_outbox_without_carrier")).isPositive();
        assertThat(told.value("pidesk_outbox_oldest_seconds")).isZero();
    }

    @Test
    void tellOfEachPartHowItIs() {
        assertThat(scrape().value("pidesk_health{part=\"activity\"}")).isEqualTo(1);
        stage.withdraw(THANDI);
        // nobody has sealed what was noted
        clock.advance(Duration.ofMinutes(7));

        assertThat(scrape().value("pidesk_health{part=\"activity\"}")).isZero();
        assertThat(scrape().value("pidesk_health{part=\"db\"}")).isEqualTo(1);
    }

    private Scrape scrape() {
        return Scrape.of(port, settings.token());
    }

    private Reference due(String type, int inDays) {
        var reference = stage.opens(type, FRED);
        database.sql("update request set due = ? where reference = ?")
                .params(LocalDate.now(clock).plusDays(inDays), reference.value())
                .update();
        return reference;
    }
}
