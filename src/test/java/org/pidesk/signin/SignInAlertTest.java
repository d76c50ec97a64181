package org.pidesk.signin;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.desk.Answering;
import org.pidesk.engine.AnswerRefused;
import org.pidesk.kernel.MovableClock;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffPasswords;
import org.pidesk.task.AskedTask;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Both answers of support, each with its end. */
@Tag("cut-short")
@PiDeskTest
class SignInAlertTest {
    private static final String TASK = "userTask_investigateSignInAttempts";
    private static final String NOTE = "Naledi had her caps lock on.";

    @Autowired
    Scene scene;

    @Autowired
    AttemptCounts counts;

    @Autowired
    SignInAlerts alerts;

    @Autowired
    SupportTasks tasks;

    @Autowired
    StaffPasswords passwords;

    @Autowired
    Answering answering;

    @Autowired
    JdbcClient database;

    @Autowired
    ForgetOldAttempts chore;

    @Autowired
    MovableClock clock;

    @Autowired
    ProcessEngine engine;

    ProcessInstance process;

    @BeforeEach
    void somebodyGuessesNaledisPassword() {
        AbstractAssertions.init(engine);
        scene.open();
        for (int i = 0; i < 10; i++) {
            counts.take(attempt("Naledi "));
            counts.failed(attempt("naledi"));
        }
        alerts.raise();
        process = scene.process("signInAlert");
    }

    @Test
    void warnsTheUserAndAsksSupport() {
        assertThat(process).isWaitingAt(TASK).hasPassedInOrder("serviceTask_warnUser", "serviceTask_callSupport");
        Assertions.assertThat(scene.mailed()).contains("10 attempts in a row", "open to you as ever");
        assertThat(scene.task(TASK)).hasCandidateGroup("pidesk-administrators");
        Assertions.assertThat(scene.task(TASK).getDueDate()).isNotNull();
        Assertions.assertThat(scene.task(TASK).getTenantId()).isNull();
    }

    @Test
    void callsSupportAndNamesNobody() {
        Assertions.assertThat(scene.mailedToSupport())
                .contains("Investigate sign-in attempts", "/camunda/app/tasklist/", "4 hours")
                .doesNotContainIgnoringCase("naledi");
    }

    @Test
    void showsSupportWhatIsKnown() {
        var alert = new org.pidesk.kernel.Reference(process.getBusinessKey());

        Assertions.assertThat(
                        tasks.sheet(new AskedTask(TASK, alert, null), "admin").toString())
                .contains("Naledi Khumalo", "ABC Motors", "Nigeria", "Another browser", "strangers=10", "attempts=10");
    }

    @Test
    void endsWithThePasswordStillSafe() {
        answer("SAFE");

        assertThat(process)
                .isEnded()
                .hasPassed("gateway_mayThePasswordBeKnown", "endEvent_passwordStillSafe")
                .hasNotPassed("serviceTask_endAllSessions", "serviceTask_requireNewPassword");
        Assertions.assertThat(passwords.mustChange("naledi")).isFalse();
    }

    @Test
    void endsWithANewPasswordRequired() {
        answer("KNOWN");

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        "serviceTask_endAllSessions",
                        "serviceTask_requireNewPassword",
                        "serviceTask_tellUserOfNewPassword",
                        "endEvent_newPasswordRequired")
                .hasNotPassed("endEvent_passwordStillSafe");
        Assertions.assertThat(passwords.mustChange("naledi")).isTrue();
        Assertions.assertThat(scene.mailed()).contains("nobody can rule it out", "/login/reset");
    }

    @Test
    void takesNoAnswerWithoutWords() {
        Assertions.assertThatThrownBy(() ->
                        answering.answer(scene.task(TASK), "admin", Role.ADMINISTRATOR, Map.of("outcome", "SAFE")))
                .isInstanceOf(AnswerRefused.class)
                .hasMessageContaining("Say in a sentence");
        assertThat(process).isWaitingAt(TASK);
    }

    @Test
    void sealsWhatSupportFoundOut() {
        answer("SAFE");

        Assertions.assertThat(database.sql("select encode(note, 'escape') from support_answer")
                        .query(String.class)
                        .single())
                .doesNotContain("caps lock");
    }

    @Test
    void isForgottenAYearAfterItWasAnswered() {
        clock.advance(Duration.ofDays(366));
        chore.run();
        Assertions.assertThat(rows()).isEqualTo(1);

        answer("SAFE");
        clock.advance(Duration.ofDays(366));
        chore.run();

        Assertions.assertThat(rows()).isZero();
    }

    /** Whoever tries a million names leaves a million rows; those that nobody looks into count for a day. */
    @Test
    void keepsWhereItWasTriedForSupportAndOtherwiseForADay() {
        counts.failed(attempt("nobody-here"));
        Assertions.assertThat(origins()).isEqualTo(2);

        clock.advance(Duration.ofHours(25));
        chore.run();
        Assertions.assertThat(origins()).isEqualTo(1);
        Assertions.assertThat(counts.tried("naledi")).hasSize(1);

        clock.advance(Duration.ofDays(30));
        chore.run();
        Assertions.assertThat(origins()).isZero();
    }

    private static Attempt attempt(String username) {
        return new Attempt(username, Optional.empty(), "203.0.113.7", new Origin("NG", "Another browser"), null);
    }

    private int origins() {
        return database.sql("select count(*) from sign_in_origin")
                .query(Integer.class)
                .single();
    }

    private int rows() {
        return database.sql("select (select count(*) from sign_in_alert) + (select count(*) from support_answer)")
                .query(Integer.class)
                .single();
    }

    private void answer(String outcome) {
        answering.answer(scene.task(TASK), "admin", Role.ADMINISTRATOR, Map.of("outcome", outcome, "note", NOTE));
    }
}
