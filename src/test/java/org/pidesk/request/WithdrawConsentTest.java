package org.pidesk.request;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.pidesk.request.Stage.reference;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.sandbox.Received;
import org.pidesk.suppression.Suppressions;
import org.pidesk.task.AskedTask;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a withdrawal has beside a de-identification; what it shares with one, {@link DeIdentifyTest} shows. */
@Tag("cut-short")
@PiDeskTest
class WithdrawConsentTest {
    private static final String CALL = "callActivity_deIdentifyPerson";
    private static final String ALL_THE_SAME = "serviceTask_withdrawConsentAllTheSame";
    private static final String STOP = "userTask_stopMarketingAtSystem";
    private static final String SETTLE = "userTask_settleWhatCannot";
    private static final String CHASE = "userTask_chaseSilentSystems";

    @Autowired
    Stage stage;

    @Autowired
    Requests requests;

    @Autowired
    Withdrawals withdrawals;

    @Autowired
    StaffTasks tasks;

    @Autowired
    Suppressions suppressions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext application;

    @Autowired
    ProcessEngine engine;

    @BeforeEach
    void assertOnThisEngine() {
        AbstractAssertions.init(engine);
    }

    @Test
    void callsTheDeIdentificationWithItsReferenceAndItsOrganisation() {
        var process = stage.withdraw(FRED);

        assertThat(process).isWaitingAt(CALL);
        var called = stage.calledBy(process);
        assertThat(called).isWaitingAt("userTask_decideWhatMustStay");
        Assertions.assertThat(called.getBusinessKey()).isEqualTo(process.getBusinessKey());
        Assertions.assertThat(called.getTenantId()).isEqualTo(ABC_MOTORS.value());
        Assertions.assertThat(engine.getRuntimeService().getVariables(called.getId()))
                .containsOnlyKeys("reference");
    }

    @Test
    void endsWithConsentWithdrawnEverywhere() {
        var process = stage.carryThrough(FRED);

        assertThat(process)
                .isEnded()
                .hasPassed("gateway_howDidItEnd", "endEvent_consentWithdrawnEverywhere")
                .hasNotPassed(ALL_THE_SAME, STOP, "endEvent_withdrawalCancelled");
        Assertions.assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        Assertions.assertThat(stage.notices(process, "CUSTOMER_WITHDREW")).isEqualTo(2);
        Assertions.assertThat(stage.notices(process, "RECORD_KEPT")).isZero();
    }

    @Test
    void endsWithTheWithdrawalCancelled() {
        var process = stage.withdraw(FRED);

        requests.cancel(stage.proofOf(FRED), reference(process));

        assertThat(process)
                .isEnded()
                .hasPassed("endEvent_withdrawalCancelled")
                .hasNotPassed(ALL_THE_SAME, STOP, "endEvent_consentWithdrawnEverywhere");
        Assertions.assertThat(stage.record(FRED).consentToProcess()).isTrue();
    }

    @Test
    void endsWithConsentWithdrawnAndTheRecordKept() {
        var process = stage.withdraw(FRED);

        stage.endThatAllHolds(process);

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        CALL,
                        ALL_THE_SAME,
                        STOP,
                        "endEvent_systemAnswered",
                        "serviceTask_confirmToPerson",
                        "receiveTask_waitForDelivery",
                        "serviceTask_closeCase",
                        "endEvent_consentWithdrawnRecordKept")
                .hasNotPassed(SETTLE, CHASE, "endEvent_consentWithdrawnEverywhere", "endEvent_withdrawalCancelled");
        Assertions.assertThat(stage.status(process)).isEqualTo(RequestStatus.REFUSED);
        Assertions.assertThat(stage.record(FRED).state()).isEqualTo(Contact.State.RESTRICTED);
        Assertions.assertThat(stage.record(FRED).name()).isEqualTo("Fred Basset");
        Assertions.assertThat(jdbc.sql("select name from vault_envelope where reference = ?")
                        .param(process.getBusinessKey())
                        .query(String.class)
                        .list())
                .contains("evidence")
                .doesNotContain(CaseFiles.WORKING_COPY);
    }

    @Test
    void withdrawsConsentBeforeAnySystemAnswers() {
        var process = stage.withdraw(FRED);

        stage.decideThatAllHolds(process);

        assertThat(process).isWaitingAt(STOP).hasPassed(ALL_THE_SAME).hasNotPassed("serviceTask_confirmToPerson");
        Assertions.assertThat(stage.record(FRED).consentToProcess()).isFalse();
        Assertions.assertThat(stage.record(FRED).consentToMarket()).isFalse();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FREDS_MOBILE)).isTrue();
        Assertions.assertThat(stage.notices(process, "REFUSAL")).isEqualTo(1);
        Assertions.assertThat(stage.notices(process, "CONFIRMATION")).isZero();
        Assertions.assertThat(stage.notices(process, "RECORD_KEPT")).isEqualTo(3);
        Assertions.assertThat(stage.notices(process, "CUSTOMER_WITHDREW")).isZero();
        Assertions.assertThat(stage.status(process)).isEqualTo(RequestStatus.IN_PROGRESS);
    }

    @Test
    void tellsTheDmsAndEachOperatorAtOnceWhomToStopMarketingTo() {
        var process = stage.withdraw(FRED);

        stage.decideThatAllHolds(process);

        var systems = stage.tasks(process, STOP);
        Assertions.assertThat(systems)
                .extracting("name")
                .containsExactly(
                        "Stop marketing at ABC dealer management system",
                        "Stop marketing at Cape Newsletters",
                        "Stop marketing at Table Bay Text Messages");
        Assertions.assertThat(systems).allMatch(task -> task.getDueDate() != null);
        Assertions.assertThat(tasks.sheet(
                                new AskedTask(STOP, reference(process), stage.systemOf(systems.get(0))), Stage.NALEDI)
                        .get("person")
                        .toString())
                .contains("Fred Basset", FRED.value(), FREDS_MOBILE.written(), "19713570");
    }

    @Test
    void tellsThePersonWhatStaysAndWhichSystemsHaveStopped() {
        var process = stage.withdraw(FRED);
        stage.decideThatAllHolds(process);
        var systems = stage.tasks(process, STOP);
        stage.answer(systems.get(0), "CANNOT");
        stage.answer(systems.get(1), "DONE");
        stage.answer(systems.get(2), "NOT_FOUND");

        stage.settle(
                stage.task(process, SETTLE),
                Map.of(
                        "outcome",
                        "KEPT",
                        "ground",
                        "OPEN_DEAL",
                        "reason",
                        "Only the reminders of the open deal go on."));
        stage.work();

        assertThat(process)
                .isEnded()
                .hasPassed(
                        "endEvent_keptOrUnanswered", "endEvent_systemAnswered", "endEvent_consentWithdrawnRecordKept");
        Assertions.assertThat(Received.by(application).newest(FRED.value()).orElseThrow())
                .contains("Your consent is withdrawn, and our own marketing to you has stopped.")
                .contains("Everything that we hold about you, because of a contract with you", "at it again each year.")
                .contains(
                        "ABC dealer management system: this goes on, without your consent: something that is no marketing,")
                .contains("Cape Newsletters: marketing to you has stopped")
                .contains("Table Bay Text Messages: nothing about you was found")
                .doesNotContain("de-identified", "Fred Basset");
    }

    @Test
    void asksASystemAgainThatCannotStop() {
        var process = stage.withdraw(FRED);
        stage.decideThatAllHolds(process);
        stage.answer(stage.tasks(process, STOP).get(0), "CANNOT");
        assertThat(process).isWaitingAt(SETTLE).hasNotPassed("endEvent_systemAnswered");
        Assertions.assertThat(tasks.sheet(
                                new AskedTask(SETTLE, reference(process), stage.systemOf(stage.task(process, SETTLE))),
                                Stage.NALEDI)
                        .get("marketing"))
                .isEqualTo(true);

        stage.settle(
                stage.task(process, SETTLE), Map.of("outcome", "ASK_AGAIN", "reason", "Ask for the campaign list."));

        assertThat(process).isWaitingAt(STOP).hasNotPassed("endEvent_keptOrUnanswered");
        var again = stage.tasks(process, STOP);
        Assertions.assertThat(again).hasSize(3);
        Assertions.assertThat(again)
                .extracting(
                        task -> tasks.sheet(new AskedTask(STOP, reference(process), stage.systemOf(task)), Stage.NALEDI)
                                .get("askedAgainBecause"))
                .containsOnlyOnce("Ask for the campaign list.");
    }

    @Test
    void hasSilentSystemsChasedAndStillWaitsForThem() {
        var process = stage.withdraw(FRED);
        stage.decideThatAllHolds(process);
        stage.answer(stage.tasks(process, STOP).get(0), "DONE");
        stage.pass(Duration.ofDays(1));
        assertThat(process).hasNotPassed(CHASE, "event_systemsAreSilent");

        stage.pass(Duration.ofDays(13));

        assertThat(process).isWaitingAt(CHASE, STOP);
        Assertions.assertThat(tasks.sheet(new AskedTask(CHASE, reference(process), null), Stage.NALEDI)
                        .get("silent")
                        .toString())
                .contains("Cape Newsletters", "Table Bay Text Messages")
                .doesNotContain("dealer management");
        stage.settle(stage.task(process, CHASE), Map.of("note", "Spoke to support, by Friday."));
        assertThat(process).isWaitingAt(STOP, "event_someDaysLater").hasNotPassed("serviceTask_confirmToPerson");
        stage.pass(Duration.ofDays(10));
        assertThat(process).isWaitingAt(CHASE, STOP);
        stage.tasks(process, STOP).forEach(task -> stage.answer(task, "DONE"));
        stage.work();
        assertThat(process).isEnded();
    }

    @Test
    void chasesASystemThatIsSilentOnceItIsToldAgain() {
        var process = stage.withdraw(FRED);
        stage.decideThatAllHolds(process);
        stage.answer(stage.tasks(process, STOP).get(0), "CANNOT");
        stage.tasks(process, STOP).forEach(task -> stage.answer(task, "DONE"));
        stage.pass(Duration.ofDays(14));
        assertThat(process)
                .isWaitingAt(SETTLE, "event_someDaysLater")
                .hasNotPassed(CHASE)
                .isNotWaitingAt(CHASE);

        stage.settle(
                stage.task(process, SETTLE), Map.of("outcome", "ASK_AGAIN", "reason", "Ask for the campaign list."));
        stage.pass(Duration.ofDays(10));

        assertThat(process).isWaitingAt(STOP, CHASE);
    }

    @Test
    void cannotBeCancelledOnceSystemsAreToldToStop() {
        var process = stage.withdraw(FRED);
        stage.decideThatAllHolds(process);

        Assertions.assertThatThrownBy(() -> requests.cancel(stage.proofOf(FRED), reference(process)))
                .isInstanceOf(TooLateToCancel.class);

        assertThat(process).isWaitingAt(STOP);
    }

    @Test
    void isTheSameWhileSystemsAreToldToStop() {
        var process = stage.withdraw(FRED);
        stage.decideThatAllHolds(process);

        Assertions.assertThat(withdrawals.receive(stage.proofOf(FRED), "test")).isEqualTo(reference(process));
    }

    /** Where a part goes, each system is told to de-identify everything else; nobody is asked twice. */
    @Test
    void tellsNoSystemTwiceWhereOnlyAPartStays() {
        var process = stage.withdraw(FRED);
        stage.decide(
                process,
                Map.of(
                        "decision",
                        "PART_HOLDS",
                        "holds",
                        List.of(Map.of("item", "name", "ground", "TAX_RECORD")),
                        "reason",
                        "The invoices of last year."));
        stage.release(process);
        stage.passThePause();
        stage.answerAll(process, "DONE");
        stage.work();
        stage.work();

        assertThat(process)
                .isEnded()
                .hasPassed("endEvent_consentWithdrawnEverywhere")
                .hasNotPassed(ALL_THE_SAME, STOP);
    }

    @Test
    void isOneCaseHoweverOftenItIsAsked() {
        var proof = stage.proofOf(FRED);

        var first = withdrawals.receive(proof, "test");

        Assertions.assertThat(withdrawals.receive(proof, "test")).isEqualTo(first);
    }
}
