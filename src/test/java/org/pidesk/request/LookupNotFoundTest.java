package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.pidesk.request.Stage.reference;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.operator.Register;
import org.pidesk.sandbox.Received;
import org.pidesk.task.AskedTask;
import org.pidesk.task.InvalidAnswer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each way through the process, each gateway from both sides, each end. */
@Tag("cut-short")
@PiDeskTest
class LookupNotFoundTest {
    private static final String LOOK = "userTask_lookInSystem";
    private static final String CHASE = "userTask_chaseSilentSystem";
    private static final String CONTACT = "userTask_contactPerson";
    /** Three working days, whatever holidays lie between. */
    private static final Duration TOO_LONG = Duration.ofDays(10);

    private static final MobileNumber SIPHO = MobileNumber.parse("073 555 0404");
    private static final Map<String, Object> NOT_REACHED = Map.of(
            "outcome", "NOT_REACHED",
            "evidence", "Phoned on Monday and on Wednesday, nobody answered.",
            "record", "LEAVE",
            "whyNot", "The newsletter is to forget the address.");

    private static final Map<String, Object> CREATE = Map.of(
            "outcome", "REACHED",
            "why", "UNWANTED_MARKETING",
            "evidence", "Gets a newsletter and wants to know why.",
            "record", "CREATE",
            "firstName", "Mallory",
            "lastName", "Adams",
            "email", "Mallory@Example.net",
            "mobile", "");

    @Autowired
    Stage stage;

    @Autowired
    Requests requests;

    @Autowired
    LookUps lookUps;

    @Autowired
    StaffTasks tasks;

    @Autowired
    Contacts contacts;

    @Autowired
    Operators operators;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Register register;

    @Autowired
    ApplicationContext application;

    @Autowired
    ProcessEngine engine;

    @BeforeEach
    void assertOnThisEngine() {
        AbstractAssertions.init(engine);
    }

    @Test
    void endsWithThePersonToldThatNothingWasFound() {
        var process = stage.lookUp(MALLORY);

        stage.lookInAll(process, "NOT_FOUND");
        stage.work();

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        "serviceTask_acknowledgeLookUp",
                        "serviceTask_alertKeyContacts",
                        LOOK,
                        "serviceTask_answerPerson",
                        "endEvent_answerWritten",
                        "receiveTask_waitForDelivery",
                        "serviceTask_closeLookUp",
                        "endEvent_personToldThatNothingWasFound")
                .hasNotPassed(
                        CHASE,
                        CONTACT,
                        "endEvent_personToldWhatWasFound",
                        "endEvent_personToldThatNotAllAnswered",
                        "endEvent_lookUpCancelled");
        Assertions.assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        Assertions.assertThat(answerTo(MALLORY.value()))
                .contains("We found nothing about you under the address that you gave.")
                .doesNotContain("We now keep a record of you ourselves");
    }

    @Test
    void neverSaysThatNothingIsHeldOnceWeKeepARecordOurselves() {
        var process = stage.lookUp(MALLORY);
        contacts.add(new Contact(ABC_MOTORS, "Mallory", "Adams", "Walked in").reachedAt(MALLORY));

        stage.lookInAll(process, "NOT_FOUND");
        stage.work();

        Assertions.assertThat(answerTo(MALLORY.value()))
                .contains("In our other systems we found nothing about you", "section 24 of POPIA")
                .contains("We now keep a record of you ourselves")
                .doesNotContain("We found nothing about you");
    }

    @Test
    void endsWithThePersonToldWhatWasFound() {
        var process = stage.lookUp(MALLORY);
        stage.lookIn(stage.tasks(process, LOOK).get(0), "FOUND");
        stage.lookInAll(process, "NOT_FOUND");

        assertThat(process).isWaitingAt(CONTACT).hasNotPassed("serviceTask_answerPerson");
        stage.contact(process, NOT_REACHED);
        stage.work();

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(LOOK, CONTACT, "serviceTask_answerPerson", "endEvent_personToldWhatWasFound")
                .hasNotPassed("endEvent_personToldThatNothingWasFound", "endEvent_personToldThatNotAllAnswered");
    }

    @Test
    void endsWithThePersonToldThatNotAllAnswered() {
        var process = stage.lookUp(MALLORY);
        stage.lookIn(stage.tasks(process, LOOK).get(0), "NOT_FOUND");
        stage.pass(TOO_LONG);

        stage.tasks(process, CHASE).forEach(task -> stage.chase(task, "CLOSE_UNANSWERED"));
        stage.work();

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        "endEvent_closedUnanswered",
                        "serviceTask_answerPerson",
                        "endEvent_answerWritten",
                        "gateway_whatWasThePersonTold",
                        "endEvent_personToldThatNotAllAnswered")
                .hasNotPassed(CONTACT, "endEvent_personToldThatNothingWasFound", "endEvent_personToldWhatWasFound");
        Assertions.assertThat(lookUps.of(stage.proofOf(MALLORY)).earlier())
                .extracting("ending")
                .containsExactly(LookUp.Ending.NOT_ALL_ANSWERED);
    }

    @Test
    void tellsWhatWasFoundAlsoWhereNotAllAnswered() {
        var process = stage.lookUp(MALLORY);
        stage.lookIn(stage.tasks(process, LOOK).get(0), "FOUND");
        stage.pass(TOO_LONG);
        stage.tasks(process, CHASE).forEach(task -> stage.chase(task, "CLOSE_UNANSWERED"));

        stage.contact(process, NOT_REACHED);
        stage.work();

        assertThat(process)
                .isEnded()
                .hasPassed("endEvent_closedUnanswered", "endEvent_personToldWhatWasFound")
                .hasNotPassed("endEvent_personToldThatNotAllAnswered");
    }

    @Test
    void writesNoAnswerToALookUpThatIsCancelled() {
        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "NOT_FOUND");

        requests.cancel(stage.proofOf(MALLORY), reference(process));

        assertThat(process).isEnded().hasNotPassed("endEvent_answerWritten", "gateway_whatWasThePersonTold");
        Assertions.assertThat(stage.notices(process, "LOOK_UP_ANSWER")).isZero();
    }

    @Test
    void endsWithTheLookUpCancelled() {
        var process = stage.lookUp(MALLORY);

        requests.cancel(stage.proofOf(MALLORY), reference(process));

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        "serviceTask_tellOfCancellation", "serviceTask_forgetAddress", "endEvent_lookUpCancelled")
                .hasNotPassed("serviceTask_answerPerson", "serviceTask_closeLookUp");
        Assertions.assertThat(stage.tasks(process, LOOK)).isEmpty();
        Assertions.assertThat(stage.notices(process, "LOOK_UP_CANCELLED")).isEqualTo(1);
        Assertions.assertThat(workingCopyOf(process)).isFalse();
    }

    @Test
    void canBeCancelledUntilItIsAnswered() {
        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "NOT_FOUND");
        assertThat(process).isWaitingAt("serviceTask_answerPerson");

        requests.cancel(stage.proofOf(MALLORY), reference(process));

        assertThat(process).isEnded().hasPassed("endEvent_lookUpCancelled");
    }

    @Test
    void cannotBeCancelledOnceItIsAnswered() {
        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "NOT_FOUND");
        stage.work();

        assertThatThrownBy(() -> requests.cancel(stage.proofOf(MALLORY), reference(process)))
                .isInstanceOf(TooLateToCancel.class);
    }

    @Test
    void asksTheDmsAndEachOperatorAtOnce() {
        var process = stage.lookUp(MALLORY);

        Assertions.assertThat(stage.tasks(process, LOOK))
                .extracting("name")
                .containsExactly(
                        "Look in ABC dealer management system",
                        "Look in Cape Newsletters",
                        "Look in Table Bay Text Messages");
    }

    @Test
    void showsEverySpellingOfTheAddressThatIsLookedFor() {
        var process = stage.lookUp(SIPHO);
        var task = stage.tasks(process, LOOK).get(0);

        var sheet = tasks.sheet(new AskedTask(LOOK, reference(process), stage.systemOf(task)), Stage.NALEDI);

        Assertions.assertThat(sheet.get("spellings").toString())
                .contains("+27735550404", "0735550404", "073 555 0404", "073-555-0404");
    }

    @Test
    void chasesASystemThatIsSilentAndTakesSilenceForNoAnswer() {
        var process = stage.lookUp(MALLORY);
        stage.lookIn(stage.tasks(process, LOOK).get(0), "NOT_FOUND");

        stage.pass(TOO_LONG);

        assertThat(process).isWaitingAt(CHASE, LOOK).hasNotPassed("serviceTask_answerPerson");
        Assertions.assertThat(stage.tasks(process, CHASE))
                .extracting("name")
                .containsExactly("Chase Cape Newsletters", "Chase Table Bay Text Messages");
    }

    @Test
    void chasesNobodyBeforeTheTime() {
        var process = stage.lookUp(MALLORY);

        stage.pass(Duration.ofDays(1));

        assertThat(process).isWaitingAt(LOOK).hasNotPassed(CHASE);
    }

    @Test
    void forgetsTheChaseWhenTheSystemAnswers() {
        var process = stage.lookUp(MALLORY);
        stage.pass(TOO_LONG);

        stage.lookIn(stage.tasks(process, LOOK).get(0), "NOT_FOUND");

        Assertions.assertThat(stage.tasks(process, CHASE)).hasSize(2);
        Assertions.assertThat(stage.tasks(process, LOOK)).hasSize(2);
        assertThat(process).hasPassed("endEvent_systemAnswered").hasNotPassed("endEvent_closedUnanswered");
    }

    @Test
    void remindsTheInformationOfficerAndChasesAgainWhileItIsSilent() {
        var process = stage.lookUp(MALLORY);
        stage.pass(TOO_LONG);

        stage.tasks(process, CHASE).forEach(task -> stage.chase(task, "KEEP_WAITING"));
        Assertions.assertThat(stage.tasks(process, CHASE)).isEmpty();
        assertThat(process).isWaitingAt("event_stillSilent");
        stage.pass(TOO_LONG);

        assertThat(process)
                .isWaitingAt(CHASE, LOOK)
                .hasPassed("serviceTask_remindInformationOfficer")
                .hasNotPassed("endEvent_closedUnanswered");
        Assertions.assertThat(stage.notices(process, "TASK_IS_LATE")).isEqualTo(3);
    }

    @Test
    void waitsNoLongerForWhatIsClosedUnanswered() {
        var process = stage.lookUp(MALLORY);
        stage.lookIn(stage.tasks(process, LOOK).get(0), "NOT_FOUND");
        stage.lookIn(stage.tasks(process, LOOK).get(0), "NOT_FOUND");
        stage.pass(TOO_LONG);

        stage.chase(stage.task(process, CHASE), "CLOSE_UNANSWERED");
        stage.work();

        assertThat(process)
                .isEnded()
                .hasPassed("endEvent_closedUnanswered", "endEvent_personToldThatNotAllAnswered")
                .hasNotPassed("serviceTask_remindInformationOfficer", "endEvent_personToldThatNothingWasFound");
        Assertions.assertThat(operators.answers(reference(process)))
                .extracting("outcome")
                .contains(Outcome.UNANSWERED);
        Assertions.assertThat(answerTo(MALLORY.value()))
                .contains(
                        "Table Bay Text Messages: we asked, and got no answer",
                        "we cannot say whether it holds anything")
                .contains("Cape Newsletters: looked in on");
    }

    @Test
    void letsOnlyTheComplianceManagerCloseWhatIsUnanswered() {
        var process = stage.lookUp(MALLORY);
        stage.pass(TOO_LONG);

        var groups = engine.getTaskService()
                .getIdentityLinksForTask(stage.tasks(process, CHASE).get(0).getId());

        Assertions.assertThat(groups).extracting("groupId").containsExactly("abc-motors-compliance");
        Assertions.assertThat(refused(process, LOOK, Map.of("outcome", "UNANSWERED", "evidence", "They never answer.")))
                .containsKey("outcome");
    }

    @Test
    void tellsThePersonWhatIsHeldWhereAndWhoHasAccess() {
        var process = found();
        stage.contact(process, NOT_REACHED);
        stage.work();

        Assertions.assertThat(answerTo(MALLORY.value()))
                .contains("ABC dealer management system: name and mobile number.", "2024, from the service desk")
                .contains("in which we manage our own business", "section 24 of POPIA", "Information Regulator")
                .contains("Cape Newsletters: looked in on")
                .doesNotContain("found nothing about you");
    }

    @Test
    void bringsOurRecordUpToDateBeforeTheNextLookUp() {
        var process = found();

        stage.contact(process, CREATE);
        stage.work();

        var record = contacts.heldAt(ABC_MOTORS, MALLORY).get(0);
        Assertions.assertThat(record.source()).isEqualTo("Found in ABC dealer management system");
        Assertions.assertThat(record.consentToProcess() || record.consentToMarket())
                .isFalse();
        Assertions.assertThat(answerTo(MALLORY.value())).contains("We now keep a record of you ourselves");
        lookUps.lookedUp(stage.proofOf(MALLORY));
        Assertions.assertThat(lookUps.of(stage.proofOf(MALLORY)).open()).isNull();
    }

    @Test
    void takesNoRecordWithoutTheAddressThatWasProven() {
        var process = found();

        var complaints = refused(
                process,
                CONTACT,
                Map.of(
                        "outcome", "NOT_REACHED",
                        "evidence", "Phoned twice in vain.",
                        "record", "CREATE",
                        "firstName", "Mallory",
                        "lastName", "Adams",
                        "email", "somebody@else.example",
                        "mobile", "083"));

        Assertions.assertThat(complaints).containsOnlyKeys("email", "mobile");
    }

    @Test
    void makesNoRecordOfWhoHasAskedToBeRemoved() {
        var process = found();
        Assertions.assertThat(removalAsked(process)).isFalse();
        Assertions.assertThat(refused(process, CONTACT, CREATE)).isEmpty();
        var removal = stage.deIdentify(MALLORY);
        stage.passThePause();
        assertThat(removal).isWaitingAt("receiveTask_waitForOtherRequests");

        Assertions.assertThat(removalAsked(process)).isTrue();
        Assertions.assertThat(refused(process, CONTACT, CREATE)).containsOnlyKeys("record");
        stage.contact(process, NOT_REACHED);
        stage.work();

        assertThat(removal).hasPassed("serviceTask_deIdentifyContact");
        Assertions.assertThat(contacts.heldAt(ABC_MOTORS, MALLORY)).isEmpty();
    }

    @Test
    void makesNoRecordWithAnotherAddressOfWhoHasAskedToBeRemoved() {
        var process = found();
        var both = new HashMap<>(CREATE);
        both.put("mobile", SIPHO.value());
        var removal = stage.withdraw(SIPHO);

        Assertions.assertThat(refused(process, CONTACT, CREATE)).isEmpty();
        Assertions.assertThat(refused(process, CONTACT, both)).containsOnlyKeys("record");
        requests.cancel(stage.proofOf(SIPHO), reference(removal));

        Assertions.assertThat(refused(process, CONTACT, both)).isEmpty();
    }

    private boolean removalAsked(ProcessInstance process) {
        return (boolean) tasks.sheet(new AskedTask(CONTACT, reference(process), null), Stage.NALEDI)
                .get("removalAsked");
    }

    @Test
    void wantsToKnowWhatWasFound() {
        var process = stage.lookUp(MALLORY);

        Assertions.assertThat(refused(process, LOOK, Map.of("outcome", "FOUND")))
                .containsOnlyKeys("holds", "origin", "evidence");
    }

    @Test
    void asksWhoIsInTheRegisterWhenItAsks() {
        var process = stage.lookUp(MALLORY);
        suspend("Cape Newsletters");

        Assertions.assertThat(stage.tasks(process, LOOK)).hasSize(3);
        stage.lookInAll(process, "NOT_FOUND");
        stage.work();

        Assertions.assertThat(answerTo(MALLORY.value())).contains("Cape Newsletters: looked in on");
        Assertions.assertThat(stage.tasks(stage.lookUp(SIPHO), LOOK)).hasSize(2);
    }

    private void suspend(String name) {
        var system = register.of(ABC_MOTORS).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        register.suspend(ABC_MOTORS, system.id(), system.edition(), "It was broken into.", Stage.JOHAN);
    }

    @Test
    void refusesAReplyAfterTheEnd() {
        var process = stage.lookUp(MALLORY);
        var late = stage.tasks(process, LOOK).get(0);
        requests.cancel(stage.proofOf(MALLORY), reference(process));

        assertThatThrownBy(() -> stage.lookIn(late, "FOUND")).isNotNull();
        Assertions.assertThat(operators.answers(reference(process))).isEmpty();
    }

    @Test
    void keepsOnlyTheFingerprintAndTheSealedEvidence() {
        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "NOT_FOUND");
        stage.work();

        Assertions.assertThat(workingCopyOf(process)).isFalse();
        Assertions.assertThat(jdbc.sql("select name from vault_envelope where reference = ? and keep_until is not null")
                        .param(process.getBusinessKey())
                        .query(String.class)
                        .list())
                .contains("evidence")
                .filteredOn(name -> name.startsWith("evidence:answer:"))
                .hasSize(3);
        Assertions.assertThat(lookUps.of(stage.proofOf(MALLORY)).earlier())
                .extracting("ending")
                .containsExactly(LookUp.Ending.NOTHING_FOUND);
    }

    private ProcessInstance found() {
        var process = stage.lookUp(MALLORY);
        stage.lookIn(stage.tasks(process, LOOK).get(0), "FOUND");
        stage.lookInAll(process, "NOT_FOUND");
        return process;
    }

    private Map<String, String> refused(ProcessInstance process, String task, Map<String, Object> answer) {
        try {
            tasks.check(new AskedTask(task, reference(process), UUID.randomUUID()), answer, Stage.NALEDI);
            return Map.of();
        } catch (InvalidAnswer incomplete) {
            return incomplete.fields();
        }
    }

    private String answerTo(String address) {
        return Received.by(application).newest(address).orElseThrow();
    }

    private boolean workingCopyOf(ProcessInstance process) {
        return jdbc.sql("select exists (select from vault_envelope where reference = ? and name = ?)")
                .params(process.getBusinessKey(), CaseFiles.WORKING_COPY)
                .query(Boolean.class)
                .single();
    }
}
