package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.pidesk.contact.Field.SURNAME;
import static org.pidesk.request.Suspensions.NEWSLETTERS;
import static org.pidesk.request.Suspensions.TEXTS;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.pidesk.operator.ProcessingSystem;
import org.pidesk.operator.Register;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.task.AskedTask;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A system that is suspended is never passed over in silence: the person hears of it, and it is told afterwards. */
@PiDeskTest
class LeftOutSystemsTest {
    private static final Address MALLORY = EmailAddress.parse("mallory@example.net");
    private static final String CHANGE = "userTask_makeSameChanges";
    private static final String STOP = "userTask_stopMarketingAtSystem";
    private static final String NOT_EVERYWHERE = "has been carried out, but not everywhere yet.";
    private static final String NOT_TOLD_YET = NEWSLETTERS
            + ": our work with it was suspended when we asked, so it has not been told yet. We cannot say whether it"
            + " holds anything about you. As soon as we work with it again we tell it, and then write to you again. Until then"
            + " we keep sealed what it needs to find you by, for this alone.";

    @Autowired
    Stage stage;

    @Autowired
    SamplePeople people;

    @Autowired
    Register register;

    @Autowired
    Suspensions suspensions;

    @Autowired
    StaffTasks questions;

    @Autowired
    LookUps lookUps;

    @Autowired
    Operators operators;

    @Autowired
    Contacts contacts;

    @Autowired
    CaseFiles files;

    @Autowired
    HistoryService history;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext application;

    @BeforeEach
    void suspendOne() {
        people.moveIn();
        suspensions.suspend(NEWSLETTERS);
    }

    @Test
    void areNamedInTheAnswerToALookUpWhichDoesNotSayThatNothingIsHeld() {
        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "NOT_FOUND");
        stage.work();

        assertThat(letterTo(MALLORY))
                .contains(
                        NEWSLETTERS + ": we could not ask it, because our work with it was suspended; so we cannot say"
                                + " whether it holds anything",
                        TEXTS + ": looked in on");
        assertThat(ending(process)).isEqualTo("endEvent_personToldThatNotAllAnswered");
        assertThat(operators.leavesOut(Stage.reference(process))).isFalse();
        assertThat(earlierLookUp()).isEqualTo(LookUp.Ending.NOT_ALL_ANSWERED);
    }

    @Test
    void areNotNamedInALookUpOnceTheyHaveLeftTheRegister() {
        suspensions.remove(NEWSLETTERS);

        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "NOT_FOUND");
        stage.work();

        assertThat(letterTo(MALLORY)).doesNotContain(NEWSLETTERS).contains(TEXTS + ": looked in on");
        assertThat(ending(process)).isEqualTo("endEvent_personToldThatNothingWasFound");
        assertThat(earlierLookUp()).isEqualTo(LookUp.Ending.NOTHING_FOUND);
    }

    @Test
    void mayBeAllThereAre() {
        register.of(ABC_MOTORS).stream()
                .filter(system -> !system.isSuspended())
                .map(ProcessingSystem::name)
                .forEach(suspensions::suspend);

        var proof = stage.proofOf(MALLORY);
        lookUps.lookedUp(proof);
        var process = stage.processOf(lookUps.of(proof).open().reference());
        stage.work();

        assertThat(ending(process)).isEqualTo("endEvent_personToldThatNotAllAnswered");
        assertThat(letterTo(MALLORY)).contains(NEWSLETTERS + ": we could not ask it", TEXTS + ": we could not ask it");
    }

    @Test
    void areNotAskedOfALookUpLaterBecauseTheAddressIsGone() {
        var process = stage.lookUp(MALLORY);
        stage.lookInAll(process, "NOT_FOUND");
        stage.work();

        suspensions.takeUp(NEWSLETTERS);
        stage.work();

        assertThat(stage.tasks(process, "userTask_lookInSystem")).isEmpty();
        assertThat(stage.notices(process, "LOOK_UP_ANSWER")).isEqualTo(1);
    }

    @Test
    void areNamedInTheConfirmationOfARemovalAndToldOfItOnceTheyAreTakenUpAgain() {
        var process = stage.carryThrough(THANDI);

        assertThat(letterTo(THANDI)).contains(NOT_EVERYWHERE, "Who was not asked:", NOT_TOLD_YET, "black lists");
        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        assertThat(keepsWorkingCopy(process)).isTrue();
        assertThat(tasks(process)).isEmpty();
        var closed = closedAt(process);
        stage.pass(Duration.ofDays(90));

        suspensions.takeUp(NEWSLETTERS);
        stage.work();

        assertThat(tasks(process)).containsExactly("De-identify at " + NEWSLETTERS);
        var task = stage.task(process, DeIdentifyAtSystem.TASK);
        assertThat(task.getDueDate()).isAfter(stage.clock().instant());
        assertThat(personIn(process, task)).containsEntry("email", THANDI.value());
        assertThat(sheet(process, task)).containsEntry("notSince", null);

        stage.answerAll(process, "DONE");
        stage.work();
        stage.work();

        assertThat(letterTo(THANDI))
                .contains("has been carried out.", NEWSLETTERS + ": your details were de-identified", TEXTS)
                .doesNotContain("not everywhere yet", "Who was not asked", "black lists");
        assertThat(stage.notices(process, "CONFIRMATION")).isEqualTo(2);
        assertThat(keepsWorkingCopy(process)).isFalse();
        assertThat(closedAt(process)).isEqualTo(closed);
        assertThat(isUnderWay(process)).isFalse();
        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
    }

    @Test
    void areNotToDeIdentifyWhatAPersonEnteredWhoCameBack() {
        var process = stage.carryThrough(THANDI);
        var begun = LocalDate.now(stage.clock());
        stage.pass(Duration.ofDays(90));
        contacts.add(new Contact(ABC_MOTORS, "Thandi", "Nkosi", "Subscribed").reachedAt(THANDI));

        suspensions.takeUp(NEWSLETTERS);
        stage.work();

        assertThat(sheet(process, stage.task(process, DeIdentifyAtSystem.TASK))).containsEntry("notSince", begun);
    }

    @Test
    void areChasedSinceTheyWereTold() {
        var process = stage.carryThrough(THANDI);
        stage.pass(Duration.ofDays(90));
        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        var told = stage.clock().instant();

        stage.pass(Duration.ofDays(20));

        assertThat(sheet(process, stage.task(process, ChaseSilentSystems.TASK)).get("silent"))
                .asInstanceOf(InstanceOfAssertFactories.list(Map.class))
                .singleElement()
                .satisfies(silent ->
                        assertThat((Instant) silent.get("since")).isCloseTo(told, within(1, ChronoUnit.HOURS)));
    }

    @Test
    void areNotSpokenOfWhereNoneWasSuspended() {
        suspensions.takeUp(NEWSLETTERS);

        var process = stage.carryThrough(THANDI);

        assertThat(letterTo(THANDI))
                .contains("has been carried out.", NEWSLETTERS + ": your details were de-identified")
                .doesNotContain("not everywhere yet", "Who was not asked");
        assertThat(keepsWorkingCopy(process)).isFalse();
        suspensions.suspend(NEWSLETTERS);
        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        assertThat(isUnderWay(process)).isFalse();
    }

    @Test
    void areNoMoreToldOnceTheyHaveLeftTheRegisterAndThePersonIs() {
        var process = stage.carryThrough(THANDI);

        suspensions.remove(NEWSLETTERS);
        stage.work();
        stage.work();

        assertThat(letterTo(THANDI))
                .contains(
                        NEWSLETTERS + ": our work with it was suspended when we asked, and has ended since. It was not"
                                + " told, so we cannot say whether it holds anything about you.")
                .doesNotContain("then write to you again");
        assertThat(keepsWorkingCopy(process)).isFalse();
        assertThat(isUnderWay(process)).isFalse();
    }

    @Test
    void areToldEachInItsTurn() {
        suspensions.suspend(TEXTS);
        var process = stage.carryThrough(THANDI);

        suspensions.takeUp(TEXTS);
        stage.work();
        assertThat(tasks(process)).containsExactly("De-identify at " + TEXTS);
        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        assertThat(tasks(process)).containsExactly("De-identify at " + TEXTS);
        stage.answerAll(process, "NOT_FOUND");
        stage.work();
        stage.work();

        assertThat(tasks(process)).containsExactly("De-identify at " + NEWSLETTERS);
        assertThat(keepsWorkingCopy(process)).isTrue();
        stage.answerAll(process, "DONE");
        stage.work();
        stage.work();
        assertThat(keepsWorkingCopy(process)).isFalse();
        assertThat(isUnderWay(process)).isFalse();
    }

    @Test
    void areToldAtTheEndOfACaseThatWasUnderWayWhenTheyWereTakenUp() {
        var process = stage.withdraw(THANDI);
        stage.work();
        stage.decideThatNothingHolds(process);
        stage.passThePause();

        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        assertThat(tasks(process)).doesNotContain("De-identify at " + NEWSLETTERS);
        stage.answerAll(process, "DONE");
        stage.work();
        stage.work();

        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        assertThat(tasks(process)).containsExactly("De-identify at " + NEWSLETTERS);
    }

    @Test
    void waitOnWhenTheyAreSuspendedAgainBeforeTheyWereTold() {
        var process = stage.carryThrough(THANDI);

        suspensions.takeUp(NEWSLETTERS);
        suspensions.suspend(NEWSLETTERS);
        stage.work();
        stage.work();
        assertThat(tasks(process)).isEmpty();
        assertThat(isUnderWay(process)).isFalse();
        assertThat(keepsWorkingCopy(process)).isTrue();

        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        assertThat(tasks(process)).containsExactly("De-identify at " + NEWSLETTERS);
    }

    @Test
    void areToldOfARemovalForWhichNobodyAskedAndNobodyIsWrittenTo() {
        var process = stage.beginAbout(THANDI);
        stage.work();
        stage.decide(process, Map.of("decision", "NOTHING_HOLDS", "reason", "No deal, no dispute, no record by law."));
        stage.release(process);
        stage.work();
        stage.answerAll(process, "DONE");
        stage.work();
        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);

        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        stage.answerAll(process, "DONE");
        stage.work();

        assertThat(keepsWorkingCopy(process)).isFalse();
        assertThat(stage.notices(process, "CONFIRMATION")).isZero();
        assertThat(facts(process)).contains("WORKING_COPY_KEPT", "LEFT_OUT_SYSTEMS_TOLD", "WORKING_COPY_DESTROYED");
    }

    @Test
    void stopTheirMarketingWhenEverythingStays() {
        var process = stage.withdraw(THANDI);
        stage.work();
        stage.endThatAllHolds(process);
        assertThat(letterTo(THANDI)).contains(NOT_TOLD_YET);
        assertThat(stage.status(process)).isEqualTo(RequestStatus.REFUSED);

        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        stage.answer(stage.task(process, STOP), "DONE");
        stage.work();
        stage.work();

        assertThat(letterTo(THANDI))
                .contains(
                        NEWSLETTERS + ": marketing to you has stopped",
                        "Everything that we hold about you, because of a contract with you")
                .doesNotContain("Who was not asked", "black lists", "was looked at again since");
        assertThat(keepsWorkingCopy(process)).isFalse();
        assertThat(isUnderWay(process)).isFalse();
    }

    @Test
    void areAnsweredForWithoutAGroundThatKeepsNothingAnyMore() {
        var refused = stage.withdraw(THANDI);
        stage.work();
        stage.endThatAllHolds(refused);
        stage.pass(Duration.ofDays(90));
        var removed = stage.beginAbout(THANDI);
        stage.work();
        stage.decideThatNothingHolds(removed);
        stage.work();

        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        stage.answer(stage.task(refused, STOP), "DONE");
        stage.work();

        assertThat(letterTo(THANDI))
                .contains(NEWSLETTERS + ": marketing to you has stopped", "what no ground keeps any more was removed")
                .doesNotContain("Everything that we hold", "a contract with you");
    }

    @Test
    void areToldOfAnAlteration() {
        var process = alterEverywhereElse();
        assertThat(letterTo(FRED))
                .contains(
                        "Who was not told:",
                        NOT_TOLD_YET,
                        "Surname: as you asked in our own record",
                        "From now on we use them again");
        assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);

        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        assertThat(personIn(process, stage.task(process, CHANGE)).get("name").toString())
                .contains("Basset");
        stage.answerEverywhere(process, Map.of("SURNAME", "DONE"));

        assertThat(letterTo(FRED))
                .containsPattern("Surname: as you asked in our own record, .*at " + NEWSLETTERS)
                .doesNotContain("Who was not told", "From now on we use them again");
        assertThat(keepsWorkingCopy(process)).isFalse();
        assertThat(isUnderWay(process)).isFalse();
    }

    @Test
    void areToldOfNoAlterationOfARecordThatIsRemovedMeanwhile() {
        var altered = alterEverywhereElse();
        suspensions.takeUp(NEWSLETTERS);
        stage.work();
        assertThat(stage.tasks(altered, CHANGE)).hasSize(1);

        var removed = stage.carryThrough(FRED);

        assertThat(stage.tasks(altered, CHANGE)).isEmpty();
        assertThat(isUnderWay(altered)).isFalse();
        assertThat(stage.status(removed)).isEqualTo(RequestStatus.FULFILLED);
    }

    @Test
    void areToldOfARemovalAloneWhereTheRecordHadBeenAlteredBefore() {
        var altered = alterEverywhereElse();
        var removed = stage.carryThrough(FRED);

        suspensions.takeUp(NEWSLETTERS);
        stage.work();

        assertThat(isUnderWay(altered)).isFalse();
        assertThat(tasks(removed)).containsExactly("De-identify at " + NEWSLETTERS);
    }

    @Test
    void keepNobodyFromAskingAgainMeanwhile() {
        var first = stage.carryThrough(THANDI);

        var second = stage.withdraw(THANDI);

        assertThat(Stage.reference(second)).isNotEqualTo(Stage.reference(first));
    }

    private ProcessInstance alterEverywhereElse() {
        var process = stage.alter(FRED, Map.of(SURNAME, "Hound"));
        stage.work();
        stage.answerEverywhere(process, Map.of("SURNAME", "DONE"));
        return process;
    }

    private String letterTo(Address address) {
        return Received.by(application).newest(address.value()).orElseThrow();
    }

    private LookUp.Ending earlierLookUp() {
        return lookUps.of(stage.proofOf(MALLORY)).earlier().get(0).ending();
    }

    private String ending(ProcessInstance process) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceId(process.getId())
                .finished()
                .singleResult()
                .getEndActivityId();
    }

    private List<String> tasks(ProcessInstance process) {
        return stage.tasks(process, DeIdentifyAtSystem.TASK).stream()
                .map(Task::getName)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> personIn(ProcessInstance process, Task task) {
        return (Map<String, Object>) sheet(process, task).get("person");
    }

    private Map<String, Object> sheet(ProcessInstance process, Task task) {
        var system = task.getTaskDefinitionKey().equals(ChaseSilentSystems.TASK) ? null : stage.systemOf(task);
        return questions.sheet(
                new AskedTask(task.getTaskDefinitionKey(), Stage.reference(process), system), Stage.NALEDI);
    }

    private boolean keepsWorkingCopy(ProcessInstance process) {
        return files.read(Stage.reference(process), CaseFiles.WORKING_COPY, CaseFile.class)
                .isPresent();
    }

    private boolean isUnderWay(ProcessInstance process) {
        return stage.processOf(new Reference(process.getBusinessKey())) != null;
    }

    private String closedAt(ProcessInstance process) {
        return jdbc.sql("select closed_at::text from request where reference = ?")
                .param(process.getBusinessKey())
                .query(String.class)
                .single();
    }

    private List<String> facts(ProcessInstance process) {
        return jdbc.sql("select kind from fact where reference = ?")
                .param(process.getBusinessKey())
                .query(String.class)
                .list();
    }
}
