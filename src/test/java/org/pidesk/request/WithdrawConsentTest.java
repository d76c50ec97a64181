package org.pidesk.request;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.pidesk.request.Stage.reference;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;

import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;

/** What a withdrawal has beside a de-identification; what it shares with one, {@link DeIdentifyTest} shows. */
@PiDeskTest
class WithdrawConsentTest {
    private static final String CALL = "callActivity_deIdentifyPerson";
    private static final String ALL_THE_SAME = "serviceTask_withdrawConsentAllTheSame";

    @Autowired
    Stage stage;

    @Autowired
    Requests requests;

    @Autowired
    Withdrawals withdrawals;

    @Autowired
    Suppressions suppressions;

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
                .hasNotPassed(ALL_THE_SAME, "endEvent_withdrawalCancelled");
        Assertions.assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        Assertions.assertThat(stage.notices(process, "CUSTOMER_WITHDREW")).isEqualTo(2);
    }

    @Test
    void endsWithTheWithdrawalCancelled() {
        var process = stage.withdraw(FRED);

        requests.cancel(stage.proofOf(FRED), reference(process));

        assertThat(process)
                .isEnded()
                .hasPassed("endEvent_withdrawalCancelled")
                .hasNotPassed(ALL_THE_SAME, "endEvent_consentWithdrawnEverywhere");
        Assertions.assertThat(stage.record(FRED).consentToProcess()).isTrue();
    }

    @Test
    void endsWithConsentWithdrawnAndTheRecordKept() {
        var process = stage.withdraw(FRED);

        stage.decideThatAllHolds(process);

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(CALL, ALL_THE_SAME, "endEvent_consentWithdrawnRecordKept")
                .hasNotPassed("endEvent_consentWithdrawnEverywhere", "endEvent_withdrawalCancelled");
        Assertions.assertThat(stage.status(process)).isEqualTo(RequestStatus.REFUSED);
        Assertions.assertThat(stage.record(FRED).state()).isEqualTo(Contact.State.RESTRICTED);
        Assertions.assertThat(stage.record(FRED).consentToProcess()).isFalse();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FREDS_MOBILE)).isTrue();
    }

    @Test
    void isOneCaseHoweverOftenItIsAsked() {
        var proof = stage.proofOf(FRED);

        var first = withdrawals.receive(proof, "test");

        Assertions.assertThat(withdrawals.receive(proof, "test")).isEqualTo(first);
    }
}
