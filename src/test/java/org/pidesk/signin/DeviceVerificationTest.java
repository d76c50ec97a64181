package org.pidesk.signin;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Executors;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.desk.Answering;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.pidesk.staff.StaffPasswords;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each way through the process, and each end. */
@Tag("cut-short")
@PiDeskTest
class DeviceVerificationTest {
    private static final Origin WAITING = new Origin("NG", "Chrome on Windows");
    private static final Origin AT_HOME = new Origin("ZA", "Firefox on Windows");

    @Autowired
    Scene scene;

    @Autowired
    DeviceVerifications verifications;

    @Autowired
    Devices devices;

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffPasswords passwords;

    @Autowired
    Answering answering;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @Autowired
    ProcessEngine engine;

    Instant before;
    Reference reference;
    ProcessInstance process;

    @BeforeEach
    void somebodyHasNaledisPassword() {
        AbstractAssertions.init(engine);
        scene.open();
        // the engine keeps milliseconds
        before = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        reference =
                verifications.begin(staff.find("naledi").orElseThrow(), WAITING).orElseThrow();
        process = scene.process("deviceVerification");
    }

    @Test
    void asksTheUserByMail() {
        assertThat(process)
                .hasBusinessKey(reference.value())
                .isWaitingAt("gateway_whatComesFirst")
                .hasPassed("serviceTask_mailLinkAndCode");
        Assertions.assertThat(scene.mailed())
                .contains("Chrome on Windows", "Nigeria", "/login/device/", "/not-me", "30 minutes");
    }

    @Test
    void endsWithTheBrowserTrustedThatConfirmedTheLink() {
        var value = Token.random();

        Assertions.assertThat(verifications.confirm(new Token(scene.link()), by(AT_HOME, value)))
                .isTrue();

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        "event_confirmedInABrowser",
                        "serviceTask_trustBrowser",
                        "serviceTask_tellUserOfNewBrowser",
                        "endEvent_browserTrusted")
                .hasNotPassed("event_itWasNotTheUser", "event_halfAnHourIsOver");
        Assertions.assertThat(devices.know("naledi", value, AT_HOME)).isTrue();
        Assertions.assertThat(devices.know("naledi", value, WAITING)).isFalse();
        Assertions.assertThat(scene.mailed()).contains("is trusted", "Firefox on Windows", "/desk/devices");
    }

    @Test
    void endsWithTheWaitingBrowserTrustedThatBroughtTheCode() {
        var value = Token.random();

        Assertions.assertThat(verifications.confirm(reference, scene.code(), by(WAITING, value)))
                .isTrue();

        assertThat(process).isEnded().hasPassed("endEvent_browserTrusted");
        Assertions.assertThat(devices.know("naledi", value, WAITING)).isTrue();
    }

    @Test
    void endsWithTheVerificationExpired() {
        var link = new Token(scene.link());
        var due = management.createJobQuery().timers().singleResult().getDuedate();
        assertThat(process).isWaitingAt("gateway_whatComesFirst");
        var halfAnHour = Duration.ofMinutes(30);
        Assertions.assertThat(due.toInstant())
                .isBetween(before.plus(halfAnHour), clock.instant().plus(halfAnHour));

        clock.advance(Duration.ofMinutes(31));
        scene.fireTimer();

        assertThat(process)
                .isEnded()
                .hasPassed("endEvent_verificationExpired")
                .hasNotPassed("serviceTask_trustBrowser", "serviceTask_endAllSessions");
        Assertions.assertThat(verifications.confirm(link, by(AT_HOME, Token.random())))
                .isFalse();
        Assertions.assertThat(verifications.deny(link)).isFalse();
    }

    /** The timer may run late; the half hour is over all the same. */
    @Test
    void takesNoAnswerAfterHalfAnHourEvenIfTheTimerHasNotRun() {
        var link = new Token(scene.link());
        var code = scene.code();

        clock.advance(Duration.ofMinutes(31));

        Assertions.assertThat(verifications.confirm(link, by(AT_HOME, Token.random())))
                .isFalse();
        Assertions.assertThat(verifications.confirm(reference, code, by(WAITING, Token.random())))
                .isFalse();
        assertThat(process).isWaitingAt("gateway_whatComesFirst");
    }

    @Test
    void endsWithTheStrangerKeptOut() {
        var atHome = Token.random();
        devices.trust("naledi", Reference.random(), AT_HOME, atHome.hash(), null);
        var sessions = staff.sessionsOver("naledi");

        Assertions.assertThat(verifications.deny(new Token(scene.link()))).isTrue();

        assertThat(process)
                .isWaitingAt("userTask_lookIntoSignInByAStranger")
                .hasPassedInOrder(
                        "serviceTask_endAllSessions", "serviceTask_requireNewPassword", "serviceTask_callSupport")
                .hasNotPassed("serviceTask_trustBrowser");
        Assertions.assertThat(staff.sessionsOver("naledi")).isGreaterThan(sessions);
        Assertions.assertThat(passwords.mustChange("naledi")).isTrue();
        Assertions.assertThat(devices.know("naledi", atHome, AT_HOME)).isFalse();
        Assertions.assertThat(scene.mailedToSupport())
                .contains("Look into sign-in by a stranger", "/camunda/app/tasklist/")
                .doesNotContainIgnoringCase("naledi");

        answering.answer(
                scene.task("userTask_lookIntoSignInByAStranger"),
                "admin",
                Role.ADMINISTRATOR,
                Map.of("note", "Naledi had typed it into a page that looked like ours."));

        assertThat(process).isEnded().hasPassed("endEvent_strangerKeptOut");
    }

    @Test
    void takesOneAnswer() {
        var link = new Token(scene.link());
        var code = scene.code();
        verifications.confirm(link, by(AT_HOME, Token.random()));

        Assertions.assertThat(verifications.confirm(link, by(WAITING, Token.random())))
                .isFalse();
        Assertions.assertThat(verifications.confirm(reference, code, by(WAITING, Token.random())))
                .isFalse();
        Assertions.assertThat(verifications.deny(link)).isFalse();
    }

    @Test
    void letsNobodyTryTheCodeMoreThanFiveTimes() {
        for (int i = 0; i < 5; i++) {
            Assertions.assertThat(verifications.confirm(reference, "0000 0000", by(WAITING, Token.random())))
                    .isFalse();
        }

        Assertions.assertThat(verifications.confirm(reference, scene.code(), by(WAITING, Token.random())))
                .isFalse();
        assertThat(process).isWaitingAt("gateway_whatComesFirst");
    }

    @Test
    void takesTheCodeOfAnotherQuestionForNone() {
        var code = scene.code();
        var another =
                verifications.begin(staff.find("naledi").orElseThrow(), WAITING).orElseThrow();

        Assertions.assertThat(verifications.confirm(another, code, by(WAITING, Token.random())))
                .isFalse();
    }

    @Test
    void floodsNobodysMailbox() {
        for (int i = 0; i < 20; i++) {
            verifications.begin(staff.find("naledi").orElseThrow(), WAITING);
        }
        Assertions.assertThat(verifications.begin(staff.find("naledi").orElseThrow(), WAITING))
                .isEmpty();
        Assertions.assertThat(scene.mails()).isEqualTo(6);

        clock.advance(Duration.ofMinutes(61));
        Assertions.assertThat(verifications.begin(staff.find("naledi").orElseThrow(), WAITING))
                .isPresent();
    }

    @Test
    void floodsNobodysMailboxEvenAtOnce() throws Exception {
        var naledi = staff.find("naledi").orElseThrow();
        var threads = Executors.newFixedThreadPool(8);
        threads.invokeAll(Collections.nCopies(16, () -> verifications.begin(naledi, WAITING)));
        threads.shutdown();

        Assertions.assertThat(scene.mails()).isEqualTo(6);
    }

    /** Neither who, nor where, nor how to get in. */
    @Test
    void tellsTheEngineNothing() {
        var link = scene.link();
        var code = scene.code().replace(" ", "");
        verifications.deny(new Token(link));

        for (var table : database.sql("select tablename from pg_tables where tablename like 'act\\_%'"
                        + " and tablename not in ('act_ge_bytearray', 'act_id_user', 'act_id_membership',"
                        + " 'act_id_tenant_member', 'act_ru_authorization')")
                .query(String.class)
                .list()) {
            for (var secret : new String[] {"naledi", "Nigeria", "Chrome", link, code}) {
                Assertions.assertThat(database.sql("select count(*) from " + table + " t where t::text like ?")
                                .param("%" + secret + "%")
                                .query(Integer.class)
                                .single())
                        .as(table + " " + secret)
                        .isZero();
            }
        }
    }

    @Test
    void keepsNeitherLinkNorCode() {
        var link = scene.link();
        var code = scene.code().replace(" ", "");

        Assertions.assertThat(database.sql("select device_verification::text from device_verification")
                        .query(String.class)
                        .single())
                .doesNotContain(link, code);
    }

    private static DeviceVerifications.Answering by(Origin origin, Token value) {
        return new DeviceVerifications.Answering(origin, value, null);
    }
}
