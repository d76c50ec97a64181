package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.pidesk.request.Stage.reference;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.AISHAS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_FIRST_LEAD;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.FREDS_SECOND_LEAD;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.OTHER_AISHAS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.Consents;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.contact.Hold;
import org.pidesk.contact.Lead;
import org.pidesk.kernel.Reference;
import org.pidesk.suppression.Suppressions;
import org.pidesk.task.AskedTask;
import org.pidesk.task.InvalidAnswer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Each way through the process, each gateway from every side, each end. */
@Tag("cut-short")
@PiDeskTest
class DeIdentifyTest {
    private static final String DECIDE = "userTask_decideWhatMustStay";
    private static final String RELEASE = "userTask_releaseDeIdentification";
    private static final String WAIT_FOR_OTHERS = "receiveTask_waitForOtherRequests";
    private static final String ASK = "userTask_deIdentifyAtSystem";
    private static final String SETTLE = "userTask_settleWhatCannot";
    private static final String CHASE = "userTask_chaseSilentSystems";
    private static final String LATER = "event_someDaysLater";
    private static final String PAST = "That day is past. Until which day must it stay?";
    private static final String REASON = "The finance house needs it for the open instalment deal.";

    @Autowired
    Stage stage;

    @Autowired
    Requests requests;

    @Autowired
    DeIdentifications deIdentifications;

    @Autowired
    CaseFiles files;

    @Autowired
    Withdrawals withdrawals;

    @Autowired
    Contacts contacts;

    @Autowired
    ExpiredHolds expired;

    @Autowired
    Consents consents;

    @Autowired
    ApplicationEventMulticaster listeners;

    @Autowired
    Trail trail;

    @Autowired
    Suppressions suppressions;

    @Autowired
    StaffTasks tasks;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    ProcessEngine engine;

    @BeforeEach
    void assertOnThisEngine() {
        AbstractAssertions.init(engine);
    }

    @Test
    void endsDeIdentifiedEverywhere() {
        var process = stage.carryThrough(stage.deIdentify(FRED));

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        "serviceTask_restrictRecord",
                        "serviceTask_acknowledgeRequest",
                        DECIDE,
                        RELEASE,
                        "serviceTask_announcePause",
                        "event_pauseIsOver",
                        "serviceTask_sealWorkingCopy",
                        "serviceTask_blackListAddresses",
                        "serviceTask_markLeadsLost",
                        "serviceTask_deIdentifyContact",
                        "serviceTask_tellKeyContacts",
                        ASK,
                        "serviceTask_confirmToPerson",
                        "receiveTask_waitForDelivery",
                        "serviceTask_destroyWorkingCopy",
                        "serviceTask_searchForLeftovers",
                        "serviceTask_closeCase",
                        "endEvent_deIdentifiedEverywhere")
                .hasNotPassed(
                        "userTask_sayWhoseRecordItIs",
                        WAIT_FOR_OTHERS,
                        SETTLE,
                        "endEvent_everythingMustStay",
                        "endEvent_removalRefused");
        Assertions.assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
    }

    @Test
    void restrictsTheRecordBeforeAnybodyLooks() {
        var process = stage.deIdentify(FRED);

        assertThat(process).isWaitingAt(DECIDE).hasNotPassed("serviceTask_announcePause");
        Assertions.assertThat(stage.record(FRED).state()).isEqualTo(Contact.State.RESTRICTED);
        Assertions.assertThat(stage.notices(process, "RECEIPT")).isEqualTo(1);
    }

    @Test
    void warnsTheOtherAddressAtOnce() {
        var process = stage.deIdentify(FRED);

        Assertions.assertThat(stage.notices(process, "ASKED_IN_YOUR_NAME")).isEqualTo(1);
    }

    @Test
    void deIdentifiesRecordAndLeadsUnderNewNumbers() {
        var fred = before(FRED).id();

        stage.carryThrough(stage.deIdentify(FRED));

        var left = contacts.get(fred);
        Assertions.assertThat(left.state()).isEqualTo(Contact.State.DE_IDENTIFIED);
        Assertions.assertThat(left.name()).isEmpty();
        Assertions.assertThat(left.number()).isNotEqualTo(19_713_570);
        Assertions.assertThat(contacts.leadsOf(fred))
                .allMatch(lead -> lead.status() == Lead.Status.LOST)
                .extracting(Lead::number)
                .doesNotContain(FREDS_FIRST_LEAD, FREDS_SECOND_LEAD);
    }

    @Test
    void putsEveryAddressOnItsBlackList() {
        stage.carryThrough(stage.deIdentify(FRED));

        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FREDS_MOBILE)).isTrue();
        Assertions.assertThat(suppressions.covers(SEA_POINT_CARS, FRED)).isFalse();
    }

    @Test
    void tellsKeyContactsAndWhoWorksTheLeads() {
        var process = stage.carryThrough(stage.deIdentify(FRED));

        Assertions.assertThat(stage.notices(process, "CUSTOMER_DE_IDENTIFIED")).isEqualTo(2);
        Assertions.assertThat(stage.notices(process, "LEAD_DE_IDENTIFIED")).isEqualTo(1);
    }

    @Test
    void leavesTheOtherDealershipsRecordAlone() {
        stage.carryThrough(stage.deIdentify(THANDI));

        var other = contacts.heldAt(SEA_POINT_CARS, THANDI).get(0);
        Assertions.assertThat(other.state()).isEqualTo(Contact.State.ACTIVE);
        Assertions.assertThat(other.name()).isEqualTo("Thandi Nkosi");
    }

    @Test
    void asksTheDmsAndEachOperatorAtOnce() {
        var process = pauseIsOver();

        Assertions.assertThat(stage.tasks(process, ASK))
                .extracting("name")
                .containsExactly(
                        "De-identify at ABC dealer management system",
                        "De-identify at Cape Newsletters",
                        "De-identify at Table Bay Text Messages");
    }

    @Test
    void deIdentifiesWithoutWaitingForAnyOperator() {
        var fred = before(FRED).id();

        pauseIsOver();

        Assertions.assertThat(contacts.get(fred).state()).isEqualTo(Contact.State.DE_IDENTIFIED);
    }

    @Test
    void confirmsOnlyWhenTheLastSystemHasAnswered() {
        var process = pauseIsOver();
        var systems = stage.tasks(process, ASK);

        stage.answer(systems.get(0), "DONE");
        stage.answer(systems.get(1), "NOT_FOUND");
        stage.work();
        assertThat(process).isWaitingAt(ASK).hasNotPassed("serviceTask_confirmToPerson");

        stage.answer(systems.get(2), "DONE");
        stage.work();
        assertThat(process).hasPassed("serviceTask_confirmToPerson");
    }

    @Test
    void refusesWhenEverythingMustStay() {
        var process = stage.deIdentify(FRED);

        stage.decideThatAllHolds(process);

        assertThat(process)
                .isEnded()
                .hasPassed(
                        RELEASE, "gateway_mustEverythingStay", "serviceTask_refuseRemoval", "endEvent_removalRefused")
                .hasNotPassed("serviceTask_announcePause", "serviceTask_sealWorkingCopy");
        Assertions.assertThat(stage.notices(process, "REFUSAL")).isEqualTo(1);
        Assertions.assertThat(stage.status(process)).isEqualTo(RequestStatus.REFUSED);
        Assertions.assertThat(stage.record(FRED).state()).isEqualTo(Contact.State.RESTRICTED);
    }

    /** Whoever wants to be removed wants no marketing; that a ground keeps the record changes nothing of it. */
    @Test
    void endsConsentAndTellsColleaguesWhenEverythingMustStay() {
        var process = stage.deIdentify(FRED);
        stage.decide(process, Map.of("decision", "ALL_HOLDS", "ground", "OPEN_DEAL", "reason", REASON));
        Assertions.assertThat(stage.record(FRED).consentToProcess()).isTrue();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isFalse();

        stage.release(process);

        Assertions.assertThat(stage.record(FRED).consentToProcess()).isFalse();
        Assertions.assertThat(stage.record(FRED).consentToMarket()).isFalse();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FREDS_MOBILE)).isTrue();
        Assertions.assertThat(stage.notices(process, "RECORD_KEPT")).isEqualTo(3);
        Assertions.assertThat(contacts.leadsOf(stage.record(FRED).id()))
                .extracting(Lead::status)
                .containsOnly(Lead.Status.OPEN);
        Assertions.assertThat(tasks.caseSheet(reference(process)).get("person").toString())
                .contains("19713570", Long.toString(FREDS_FIRST_LEAD))
                .doesNotContain("Fred");
    }

    /** It ends the part that can be undone, and leads out of it. */
    @Test
    void leavesTheTimeToUndoWhenEverythingMustStay() {
        var process = stage.deIdentify(FRED);

        stage.decideThatAllHolds(process);

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        "gateway_mustEverythingStay", "endEvent_everythingMustStay", "serviceTask_refuseRemoval")
                .hasNotPassed("endEvent_nobodyUndidIt", "event_pauseIsOver", "endEvent_deIdentificationCancelled");
    }

    @Test
    void refusesNothingBeforeASecondPersonHasSeenIt() {
        var process = stage.deIdentify(FRED);

        stage.decide(process, Map.of("decision", "ALL_HOLDS", "ground", "OPEN_DEAL", "reason", REASON));

        assertThat(process).isWaitingAt(RELEASE).hasNotPassed("serviceTask_refuseRemoval");
        Assertions.assertThat(stage.notices(process, "REFUSAL")).isZero();
    }

    @Test
    void showsEveryRecordThatIsDecidedAbout() {
        var one = stage.deIdentify(FRED);
        Assertions.assertThat(records(one))
                .singleElement()
                .asString()
                .contains("Fred Basset", FRED.value(), "Roof rack");

        var two = stage.deIdentify(AISHA);
        stage.say(two, contacts.heldAt(ABC_MOTORS, AISHA));

        // for the form of a case that began before all were shown
        Assertions.assertThat(tasks.sheet(new AskedTask(DECIDE, reference(one), null), Stage.NALEDI)
                        .get("record"))
                .asString()
                .contains("Basset", FRED.value());
        Assertions.assertThat(records(two)).hasSize(2);
        Assertions.assertThat(records(two).toString())
                .contains(AISHAS_MOBILE.written(), OTHER_AISHAS_MOBILE.written())
                .contains(Long.toString(stage.record(AISHAS_MOBILE).number()))
                .contains(Long.toString(stage.record(OTHER_AISHAS_MOBILE).number()));
    }

    private List<?> records(ProcessInstance process) {
        return (List<?>) tasks.sheet(new AskedTask(DECIDE, reference(process), null), Stage.NALEDI)
                .get("records");
    }

    @Test
    void decidesAnewWhatIsSentBack() {
        var process = stage.deIdentify(FRED);
        stage.decide(process, partHolds("name"));

        stage.sendBack(process);

        assertThat(process).isWaitingAt(DECIDE).hasNotPassed("gateway_mustEverythingStay");
        Assertions.assertThat(tasks.sheet(new AskedTask(DECIDE, reference(process), null), Stage.NALEDI)
                        .get("sentBackBecause"))
                .isEqualTo("The tax records are missing in this.");
        stage.decideThatNothingHolds(process);
        assertThat(process).isWaitingAt("event_pauseIsOver").hasPassed("gateway_mustEverythingStay");
        Assertions.assertThat(contacts.holdsOf(stage.record(FRED).id())).isEmpty();
    }

    @Test
    void isNotReleasedByWhoDecided() {
        var process = stage.deIdentify(FRED);
        stage.decide(process, partHolds("name"));

        assertThatThrownBy(() -> stage.releaseBy(Stage.NALEDI, process, "RELEASE"))
                .hasStackTraceContaining("Somebody else has to release it");

        assertThat(process).isWaitingAt(RELEASE).hasNotPassed("serviceTask_announcePause");
    }

    @Test
    void showsTheSecondPersonWhatGoesAndWhatStays() {
        var process = stage.deIdentify(FRED);
        stage.decide(process, partHolds("name"));

        var sheet = tasks.sheet(new AskedTask(RELEASE, reference(process), null), Stage.NALEDI);

        Assertions.assertThat(sheet.get("goes").toString())
                .contains("fred@sea.example.com", "Enquiry " + FREDS_FIRST_LEAD)
                .doesNotContain("Name and surname");
        Assertions.assertThat(sheet.get("stays").toString()).contains("Name and surname", "Fred Basset", "tax");
        Assertions.assertThat(sheet.get("decidedBy")).isEqualTo(Stage.NALEDI);
        Assertions.assertThat(sheet.get("systems").toString()).contains("Cape Newsletters");
    }

    @Test
    void remindsTheInformationOfficerOfALateRelease() {
        var process = stage.deIdentify(FRED);
        stage.decide(process, partHolds("name"));

        stage.pass(Duration.ofDays(8));

        assertThat(process).isWaitingAt(RELEASE).hasPassed("endEvent_officerReminded");
    }

    @Test
    void tellsEachSystemWhatMustStayThereToo() {
        var process = stage.deIdentify(FRED);
        stage.decide(process, partHolds("name"));
        stage.release(process);
        stage.passThePause();
        var system = stage.systemOf(stage.tasks(process, ASK).get(0));

        var sheet = tasks.sheet(new AskedTask(ASK, reference(process), system), Stage.NALEDI);

        Assertions.assertThat(sheet.get("mustStay").toString()).contains("Name and surname", "tax");
    }

    @Test
    void keepsJustThePartThatAnotherGroundHolds() {
        var fred = before(FRED).id();
        var process = stage.deIdentify(FRED);
        stage.decide(
                process,
                Map.of(
                        "decision",
                        "PART_HOLDS",
                        "holds",
                        List.of(
                                Map.of("item", "name", "ground", "TAX_RECORD", "until", "2031-02-28"),
                                Map.of("item", "lead:" + FREDS_FIRST_LEAD, "ground", "OPEN_DEAL")),
                        "reason",
                        REASON));
        stage.release(process);

        stage.passThePause();

        var kept = contacts.get(fred);
        Assertions.assertThat(kept.state()).isEqualTo(Contact.State.RESTRICTED);
        Assertions.assertThat(kept.name()).isEqualTo("Fred Basset");
        Assertions.assertThat(kept.email()).isEmpty();
        Assertions.assertThat(kept.mobile()).isEmpty();
        Assertions.assertThat(contacts.leadsOf(fred))
                .filteredOn(lead -> lead.number() == FREDS_FIRST_LEAD)
                .singleElement()
                .matches(lead -> lead.status() == Lead.Status.OPEN && lead.interest() != null);
        assertThat(process).isWaitingAt(ASK);
    }

    @Test
    void waitsForThePauseBeforeAnythingIsLost() {
        var process = stage.deIdentify(FRED);
        stage.decideThatNothingHolds(process);

        stage.pass(Duration.ofHours(23));

        assertThat(process).isWaitingAt("event_pauseIsOver").hasNotPassed("serviceTask_sealWorkingCopy");
        Assertions.assertThat(stage.notices(process, "PAUSE")).isEqualTo(2);
        Assertions.assertThat(stage.record(FRED).name()).isEqualTo("Fred Basset");
    }

    @Test
    void removesNothingBeforeThePauseIsOverThoughItsTimerFires() {
        var process = stage.deIdentify(FRED);
        stage.decideThatNothingHolds(process);
        var timer = jobOf(process, "event_pauseIsOver");
        stage.pass(Duration.ofHours(23));

        assertThatThrownBy(() -> management.executeJob(timer)).hasStackTraceContaining("the pause is not over");

        assertThat(process).isWaitingAt("event_pauseIsOver").hasNotPassed("serviceTask_sealWorkingCopy");
        Assertions.assertThat(stage.record(FRED).name()).isEqualTo("Fred Basset");
        stage.pass(Duration.ofHours(2));
        assertThat(process).hasPassedInOrder("event_pauseIsOver", "serviceTask_sealWorkingCopy");
    }

    @Test
    void isUndoneWhileItPauses() {
        var process = stage.deIdentify(FRED);
        stage.decideThatNothingHolds(process);

        requests.cancel(stage.proofOf(FRED), reference(process));

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        "serviceTask_tellOfCancellation",
                        "serviceTask_liftRestriction",
                        "endEvent_deIdentificationCancelled")
                .hasNotPassed("serviceTask_sealWorkingCopy", "endEvent_deIdentifiedEverywhere");
        Assertions.assertThat(stage.record(FRED).state()).isEqualTo(Contact.State.ACTIVE);
        Assertions.assertThat(stage.record(FRED).consentToProcess()).isTrue();
        Assertions.assertThat(stage.notices(process, "CANCELLED")).isEqualTo(2);
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isFalse();
    }

    @Test
    void isUndoneByTheOtherAddressThatWasWarned() {
        var process = stage.deIdentify(FRED);
        stage.decideThatNothingHolds(process);

        requests.cancel(stage.proofOf(FREDS_MOBILE), reference(process));

        assertThat(process).isEnded().hasPassed("endEvent_deIdentificationCancelled");
    }

    @Test
    void forgetsItsHoldsWhenItIsUndone() {
        var process = stage.deIdentify(FRED);
        stage.decide(process, partHolds("name"));

        requests.cancel(stage.proofOf(FRED), reference(process));

        Assertions.assertThat(contacts.holdsOf(stage.record(FRED).id())).isEmpty();
    }

    @Test
    void forgetsTheHoldsOfAnEarlierRefusal() {
        var fred = before(FRED).id();
        stage.decideThatAllHolds(stage.deIdentify(FRED));

        stage.carryThrough(stage.deIdentify(FRED));

        Assertions.assertThat(contacts.get(fred).state()).isEqualTo(Contact.State.DE_IDENTIFIED);
    }

    @Test
    void tellsNobodyElseWhileItIsNotClearWhoseRecordItIs() {
        var process = stage.deIdentify(AISHA);

        requests.cancel(stage.proofOf(AISHA), reference(process));

        Assertions.assertThat(stage.notices(process, "CANCELLED")).isEqualTo(1);
    }

    @Test
    void isNotUndoneByAnAddressThatIsNotOfTheCase() {
        var process = stage.deIdentify(FRED);

        assertThatThrownBy(() -> requests.cancel(stage.proofOf(MALLORY), reference(process)))
                .isInstanceOf(TooLateToCancel.class);

        assertThat(process).isWaitingAt(DECIDE);
    }

    @Test
    void cannotBeUndoneOnceDeIdentificationHasBegun() {
        var process = pauseIsOver();

        assertThatThrownBy(() -> requests.cancel(stage.proofOf(FRED), reference(process)))
                .isInstanceOf(TooLateToCancel.class);

        assertThat(process).isWaitingAt(ASK).hasNotPassed("serviceTask_tellOfCancellation");
    }

    @Test
    void removesAnAddressThatIsNotHeld() {
        var process = stage.deIdentify(MALLORY);
        assertThat(process).isWaitingAt("event_pauseIsOver").hasNotPassed(DECIDE, "userTask_sayWhoseRecordItIs");

        stage.passThePause();

        assertThat(process).isWaitingAt(ASK);
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, MALLORY)).isTrue();
    }

    @Test
    void leavesAnAddressAloneFromTheFirstMomentAndOnlySoLong() {
        var process = stage.deIdentify(MALLORY);
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, MALLORY)).isFalse();
        Assertions.assertThat(suppressions.stoppedAmong(ABC_MOTORS, List.of(MALLORY, PIETER)))
                .containsExactly(MALLORY);

        requests.cancel(stage.proofOf(MALLORY), reference(process));

        Assertions.assertThat(suppressions.stoppedAmong(ABC_MOTORS, List.of(MALLORY)))
                .isEmpty();
    }

    @Test
    void remembersANoOfWhomStaffRemove() {
        consents.withdrawAll(
                before(FRED).id(),
                org.pidesk.consent.Evidence.of(org.pidesk.consent.Evidence.Kind.VERBAL)
                        .takenBy(Stage.JOHAN, "By telephone."));
        var process = stage.beginAbout(FRED);
        stage.decideThatNothingHolds(process);
        stage.answerAll(process, "DONE");
        stage.work();

        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FREDS_MOBILE)).isTrue();
    }

    @Test
    void asksStaffWhenTwoRecordsShareTheAddress() {
        var process = stage.deIdentify(AISHA);

        assertThat(process).isWaitingAt("userTask_sayWhoseRecordItIs").hasNotPassed(DECIDE);
        Assertions.assertThat(contacts.heldAt(ABC_MOTORS, AISHA))
                .allMatch(record -> record.state() == Contact.State.RESTRICTED);
        Assertions.assertThat(stage.notices(process, "ASKED_IN_YOUR_NAME")).isZero();
    }

    @Test
    void deIdentifiesOnlyTheRecordThatIsThePersons() {
        var process = stage.deIdentify(AISHA);
        var hers = contacts.heldAt(ABC_MOTORS, AISHAS_MOBILE).get(0);
        var theOthers = contacts.heldAt(ABC_MOTORS, OTHER_AISHAS_MOBILE).get(0);

        stage.say(process, List.of(hers));
        assertThat(process).isWaitingAt(DECIDE).hasPassed("gateway_isOneThePersons");
        Assertions.assertThat(stage.notices(process, "ASKED_IN_YOUR_NAME")).isEqualTo(1);
        stage.decideThatNothingHolds(process);
        stage.passThePause();

        Assertions.assertThat(contacts.get(hers.id()).state()).isEqualTo(Contact.State.DE_IDENTIFIED);
        Assertions.assertThat(contacts.get(theOthers.id()).state()).isEqualTo(Contact.State.ACTIVE);
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, OTHER_AISHAS_MOBILE))
                .isFalse();
    }

    @Test
    void goesOnWithoutARecordWhenNoneIsThePersons() {
        var process = stage.deIdentify(AISHA);

        stage.say(process, List.of());

        assertThat(process)
                .isWaitingAt("event_pauseIsOver")
                .hasPassed("gateway_isOneThePersons", "gateway_didThePersonAsk")
                .hasNotPassed(DECIDE, "gateway_mustEverythingStay");
        Assertions.assertThat(contacts.heldAt(ABC_MOTORS, AISHA))
                .allMatch(record -> record.state() == Contact.State.ACTIVE);
    }

    @Test
    void bringsASystemThatCannotToTheComplianceManager() {
        var process = pauseIsOver();
        var system = stage.tasks(process, ASK).get(0);

        stage.answer(system, "CANNOT");

        assertThat(process).isWaitingAt(SETTLE).hasNotPassed("endEvent_systemAnswered");
        Assertions.assertThat(stage.tasks(process, ASK)).hasSize(2);
    }

    @Test
    void asksASystemAgainWhenTheManagerSaysSo() {
        var process = pauseIsOver();
        stage.answer(stage.tasks(process, ASK).get(0), "CANNOT");

        stage.settle(stage.task(process, SETTLE), Map.of("outcome", "ASK_AGAIN", "reason", "Use the export tool."));

        assertThat(process).isWaitingAt(ASK).hasNotPassed("endEvent_keptOrUnanswered");
        Assertions.assertThat(stage.tasks(process, ASK)).hasSize(3);
    }

    @Test
    void letsASystemKeepOnAGround() {
        var process = pauseIsOver();
        stage.answer(stage.tasks(process, ASK).get(0), "CANNOT");

        stage.settle(
                stage.task(process, SETTLE), Map.of("outcome", "KEPT", "ground", "FINANCIAL_RECORD", "reason", REASON));
        stage.answerAll(process, "DONE");
        stage.work();

        assertThat(process).isEnded().hasPassed("endEvent_keptOrUnanswered", "endEvent_deIdentifiedEverywhere");
    }

    @Test
    void hasSilentSystemsChasedAndStillWaitsForThem() {
        var process = pauseIsOver();

        stage.pass(Duration.ofDays(14));

        assertThat(process).isWaitingAt(CHASE);
        Assertions.assertThat(stage.tasks(process, ASK)).hasSize(3);

        stage.settle(stage.task(process, CHASE), Map.of("note", "Spoke to support, by Friday."));
        assertThat(process).isWaitingAt(ASK, LATER).hasNotPassed("serviceTask_confirmToPerson");
    }

    @Test
    void hasSilentSystemsChasedAgainUntilAllHaveAnswered() {
        var process = pauseIsOver();
        stage.pass(Duration.ofDays(14));
        stage.settle(stage.task(process, CHASE), Map.of("note", "Spoke to support, by Friday."));
        stage.work();
        assertThat(process).isWaitingAt(LATER).isNotWaitingAt(CHASE);

        stage.pass(Duration.ofDays(10));

        Assertions.assertThat(tasks.sheet(new AskedTask(CHASE, reference(process), null), Stage.NALEDI))
                .containsEntry("noted", "Spoke to support, by Friday.")
                .containsEntry("closable", true);
        stage.settle(stage.task(process, CHASE), Map.of("note", "They answer tomorrow."));
        stage.answerAll(process, "DONE");
        stage.work();
        assertThat(process).isEnded();
    }

    @Test
    void chasesASystemThatIsSilentOnceItIsAskedAgain() {
        var process = pauseIsOver();
        stage.answer(stage.tasks(process, ASK).get(0), "CANNOT");
        stage.answerAll(process, "DONE");
        stage.pass(Duration.ofDays(14));
        assertThat(process).isWaitingAt(SETTLE, LATER).hasNotPassed(CHASE).isNotWaitingAt(CHASE);

        stage.settle(stage.task(process, SETTLE), Map.of("outcome", "ASK_AGAIN", "reason", "Use the export tool."));
        stage.pass(Duration.ofDays(10));

        assertThat(process).isWaitingAt(ASK, CHASE);
    }

    @Test
    void remindsTheInformationOfficerOfALateDecision() {
        var process = stage.deIdentify(FRED);

        stage.pass(Duration.ofDays(8));

        assertThat(process).isWaitingAt(DECIDE).hasPassed("endEvent_officerReminded");
        Assertions.assertThat(stage.notices(process, "TASK_IS_LATE")).isEqualTo(1);
    }

    @Test
    void showsAnIncidentWhenSomethingIsLeft() {
        var process = pauseIsOver();
        stage.answerAll(process, "DONE");
        somebodyTypedTheAddressIntoAnotherRecord();
        Assertions.assertThatThrownBy(stage::work).hasMessageContaining("Left behind in contact.notes (1)");

        retryUntilAnIncident(process);

        assertThat(process).isNotEnded().hasNotPassed("serviceTask_closeCase");
        Assertions.assertThat(stage.status(process)).isEqualTo(RequestStatus.IN_PROGRESS);
        Assertions.assertThat(jdbc.sql("select found from leftover_search where reference = ?")
                        .param(process.getBusinessKey())
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allMatch(found -> found.contains("contact.notes") && !found.contains("sea.example.com"));
    }

    @Test
    void isNotHeldUpByACaseThatAnotherNodeHasJustClosed() {
        var other = pauseIsOver();
        stage.answerAll(other, "DONE");
        somebodyTypedTheAddressIntoAnotherRecord();
        Assertions.assertThatThrownBy(stage::work).hasMessageContaining("Left behind in contact.notes (1)");
        retryUntilAnIncident(other);
        files.destroy(new Reference(other.getBusinessKey()), CaseFiles.NEEDLES);

        var process = stage.carryThrough(stage.deIdentify(PIETER));

        assertThat(process).isEnded().hasPassed("endEvent_deIdentifiedEverywhere");
        // and what cannot be searched for is not taken for clean
        assertThatThrownBy(() -> deIdentifications.searchForLeftovers(new Reference(other.getBusinessKey())))
                .isInstanceOf(LeftoversFound.class);
    }

    @Test
    void closesAfterTheLeftoverIsGone() {
        var process = pauseIsOver();
        stage.answerAll(process, "DONE");
        somebodyTypedTheAddressIntoAnotherRecord();
        Assertions.assertThatThrownBy(stage::work).hasMessageContaining("Left behind in contact.notes (1)");
        retryUntilAnIncident(process);

        jdbc.sql("update contact set notes = null").update();
        var job = jobOf(process, "serviceTask_searchForLeftovers");
        management.setJobRetries(job, 1);
        management.executeJob(job);

        assertThat(process).isEnded().hasPassed("endEvent_deIdentifiedEverywhere");
    }

    @Test
    void goesOnWhenTheConfirmationHasFinallyFailed() {
        var process = pauseIsOver();
        stage.answerAll(process, "DONE");
        management.executeJob(jobOf(process, "serviceTask_confirmToPerson"));
        jdbc.sql(
                        "update notice set payload = payload || 'x'::bytea, attempts = 99, expires_at = now() - interval '1 day'"
                                + " where kind = 'CONFIRMATION'")
                .update();

        stage.work();

        assertThat(process).isEnded().hasPassed("serviceTask_destroyWorkingCopy");
    }

    @Test
    void isOneCaseHoweverOftenItIsAsked() {
        var proof = stage.proofOf(FRED);

        var first = deIdentifications.receive(proof, "test");
        var second = deIdentifications.receive(proof, "test");

        Assertions.assertThat(second).isEqualTo(first);
    }

    @Test
    void isTheSameByTheOtherAddressOfTheRecordAlsoOnceAPartOfItIsKept() {
        var process = stage.deIdentify(FREDS_MOBILE);
        Assertions.assertThat(stage.deIdentify(FRED).getBusinessKey()).isEqualTo(process.getBusinessKey());
        stage.decide(
                process,
                Map.of(
                        "decision",
                        "PART_HOLDS",
                        "holds",
                        List.of(Map.of("item", "email", "ground", "OPEN_DEAL")),
                        "reason",
                        REASON));
        stage.release(process);
        stage.passThePause();
        Assertions.assertThat(contacts.heldAt(ABC_MOTORS, FRED)).hasSize(1);

        Assertions.assertThat(stage.deIdentify(FRED).getBusinessKey()).isEqualTo(process.getBusinessKey());
    }

    @Test
    void isAnotherForWhoSharesTheAddressThatWasOnlyWarned() {
        var first = stage.deIdentify(AISHAS_MOBILE);
        var shares = stage.record(OTHER_AISHAS_MOBILE).id();
        Assertions.assertThat(contacts.get(shares).state()).isEqualTo(Contact.State.ACTIVE);

        var second = stage.deIdentify(AISHA);

        Assertions.assertThat(second.getBusinessKey()).isNotEqualTo(first.getBusinessKey());
        Assertions.assertThat(contacts.get(shares).state()).isEqualTo(Contact.State.RESTRICTED);
        Assertions.assertThat(stage.deIdentify(AISHA).getBusinessKey()).isEqualTo(second.getBusinessKey());
        stage.decideThatNothingHolds(first);
        stage.say(second, List.of(stage.record(OTHER_AISHAS_MOBILE)));
        stage.decideThatNothingHolds(second);
        stage.passThePause();
        Assertions.assertThat(contacts.heldAt(ABC_MOTORS, AISHA)).isEmpty();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, OTHER_AISHAS_MOBILE))
                .isTrue();
    }

    @Test
    void isAnotherForARecordThatStaffHaveLeftToSomebodyElse() {
        var first = stage.deIdentify(AISHA);
        Assertions.assertThat(stage.deIdentify(AISHA).getBusinessKey()).isEqualTo(first.getBusinessKey());
        stage.say(first, contacts.heldAt(ABC_MOTORS, AISHAS_MOBILE));

        var second = stage.deIdentify(AISHA);

        Assertions.assertThat(second.getBusinessKey()).isNotEqualTo(first.getBusinessKey());
        Assertions.assertThat(stage.record(OTHER_AISHAS_MOBILE).state()).isEqualTo(Contact.State.RESTRICTED);
    }

    @Test
    void isTheWithdrawalThatIsOpenAlready() {
        var withdrawal = withdrawals.receive(stage.proofOf(FRED), "test");

        Assertions.assertThat(deIdentifications.receive(stage.proofOf(FRED), "test"))
                .isEqualTo(withdrawal);
    }

    @Test
    void owesNobodyAnythingWhenNobodyAsked() {
        var fred = before(FRED).id();
        var process = stage.beginAbout(FRED);
        stage.decideThatNothingHolds(process);
        assertThat(process).isWaitingAt(ASK);

        stage.answerAll(process, "DONE");
        stage.work();
        stage.work();

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        "serviceTask_restrictRecord",
                        RELEASE,
                        "gateway_didThePersonAsk",
                        "serviceTask_markLeadsLost",
                        ASK,
                        "gateway_isAnAnswerOwed",
                        "serviceTask_destroyWorkingCopy",
                        "endEvent_deIdentifiedEverywhere")
                .hasNotPassed(
                        "serviceTask_announcePause",
                        "event_pauseIsOver",
                        "serviceTask_confirmToPerson",
                        "receiveTask_waitForDelivery");
        Assertions.assertThat(contacts.get(fred).state()).isEqualTo(Contact.State.DE_IDENTIFIED);
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isFalse();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FREDS_MOBILE)).isFalse();
        Assertions.assertThat(stage.notices(process, "CUSTOMER_DE_IDENTIFIED")).isEqualTo(2);
        Assertions.assertThat(jdbc.sql("select distinct kind from notice where reference = ?")
                        .param(process.getBusinessKey())
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("CUSTOMER_DE_IDENTIFIED", "LEAD_DE_IDENTIFIED");
    }

    @Test
    void tellsNobodyOfARefusalWhenNobodyAsked() {
        var process = stage.beginAbout(FRED);

        stage.decideThatAllHolds(process);

        assertThat(process).isEnded().hasPassed("endEvent_removalRefused").hasNotPassed("serviceTask_sealWorkingCopy");
        Assertions.assertThat(stage.notices(process, "REFUSAL")).isZero();
        Assertions.assertThat(stage.notices(process, "RECORD_KEPT")).isZero();
        Assertions.assertThat(stage.record(FRED).consentToProcess()).isTrue();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isFalse();
    }

    @Test
    void isNotReleasedByWhoBeganIt() {
        stage.proofOf(FRED);
        var process = stage.processOf(
                deIdentifications.begin(stage.record(FRED).id(), Stage.JOHAN, "Sold the car years ago."));
        stage.decide(process, partHolds("name"));

        assertThatThrownBy(() -> stage.release(process)).hasStackTraceContaining("Somebody else has to release it");

        assertThat(process).isWaitingAt(RELEASE).hasNotPassed("gateway_isItReleased");
    }

    @Test
    void isBegunOnceHoweverOftenStaffSaySo() {
        var first = stage.beginAbout(FRED);

        Assertions.assertThat(stage.beginAbout(FRED).getId()).isEqualTo(first.getId());
    }

    @Test
    void bringsUpWhatWasHeldUntilADayThatHasCome() {
        var fred = before(FRED).id();
        contacts.hold(fred, List.of(new Hold("name", "TAX_RECORD", today().plusDays(30), today())));
        expired.bringUp();
        Assertions.assertThat(trail.everAbout(fred)).isEmpty();

        stage.pass(Duration.ofDays(30));
        expired.bringUp();
        expired.bringUp();

        Assertions.assertThat(trail.everAbout(fred)).hasSize(1);
        var process = stage.processOf(trail.everAbout(fred).get(0));
        assertThat(process).isWaitingAt(DECIDE).hasNotPassed("gateway_didThePersonAsk");
        Assertions.assertThat(stage.notices(process, "RECEIPT")).isZero();
        Assertions.assertThat(stage.record(FRED).state()).isEqualTo(Contact.State.RESTRICTED);
    }

    @Test
    void bringsUpTheOthersWhereOneIsBusyAndThatOneTheNextDay() {
        var held = List.of(before(FRED).id(), before(PIETER).id());
        var until = LocalDate.now(stage.clock());
        held.forEach(record -> contacts.hold(record, List.of(new Hold("name", "TAX_RECORD", until, until))));
        var busy = new Busy();
        listeners.addApplicationListener(busy);
        try {
            expired.bringUp();

            // a transaction that is cut short is heard again
            Assertions.assertThat(busy.heard).isGreaterThan(1);
            Assertions.assertThat(held).filteredOn(this::isBroughtUp).hasSize(1);

            stage.pass(Duration.ofDays(1));
            expired.bringUp();

            Assertions.assertThat(held).allMatch(this::isBroughtUp);
        } finally {
            listeners.removeApplicationListener(busy);
        }
    }

    private boolean isBroughtUp(UUID record) {
        return !trail.everAbout(record).isEmpty();
    }

    /** Somebody else is at the first record at the same moment. */
    private static final class Busy implements ApplicationListener<PayloadApplicationEvent<RequestReceived>> {
        private int heard;

        @Override
        public void onApplicationEvent(PayloadApplicationEvent<RequestReceived> received) {
            if (heard++ == 0) {
                throw new OptimisticLockingFailureException("busy");
            }
        }
    }

    @Test
    void looksAgainEachYearAtWhatStaysWithoutADay() {
        var fred = before(FRED).id();
        stage.decideThatAllHolds(stage.deIdentify(FRED));
        stage.pass(Duration.ofDays(360));
        expired.bringUp();
        Assertions.assertThat(trail.everAbout(fred)).hasSize(1);

        stage.pass(Duration.ofDays(6));
        expired.bringUp();

        Assertions.assertThat(trail.everAbout(fred)).hasSize(2);
        var process = openCase();
        assertThat(process).isWaitingAt(DECIDE);
        stage.decideThatAllHolds(process);
        expired.bringUp();
        Assertions.assertThat(trail.everAbout(fred)).as("asked again in a year").hasSize(2);

        stage.pass(Duration.ofDays(366));
        expired.bringUp();
        stage.carryThrough(openCase());

        Assertions.assertThat(contacts.get(fred).state()).isEqualTo(Contact.State.DE_IDENTIFIED);
    }

    @Test
    void keepsEverythingUntilTheDayOfItsGround() {
        var fred = before(FRED).id();
        var process = stage.deIdentify(FRED);
        var until = today().plusDays(90);

        stage.decide(process, allHolds(until.toString()));
        stage.release(process);

        Assertions.assertThat(contacts.holdsOf(fred))
                .hasSizeGreaterThan(2)
                .allMatch(hold -> hold.until().equals(until));
        stage.pass(Duration.ofDays(89));
        expired.bringUp();
        Assertions.assertThat(trail.everAbout(fred)).hasSize(1);
        stage.pass(Duration.ofDays(1));
        expired.bringUp();
        Assertions.assertThat(trail.everAbout(fred)).hasSize(2);
    }

    @Test
    void keepsNothingUntilADayThatIsPast() {
        stage.proofOf(FRED);
        var process = stage.deIdentify(FRED);
        var tomorrow = today().plusDays(1).toString();
        var draft = partHolds("name", today().plusDays(10).toString());

        for (var past : List.of(today().toString(), "2025-06-30")) {
            Assertions.assertThat(complaints(process, partHolds("name", past))).containsEntry("holds", PAST);
            Assertions.assertThat(complaints(process, allHolds(past))).containsEntry("until", PAST);
        }
        Assertions.assertThat(complaints(process, partHolds("name", tomorrow))).isEmpty();
        Assertions.assertThat(complaints(process, allHolds(tomorrow))).isEmpty();
        Assertions.assertThat(complaints(process, draft)).isEmpty();

        // typed in time, and completed too late
        stage.pass(Duration.ofDays(10));
        assertThatThrownBy(() -> stage.decide(process, draft)).hasStackTraceContaining(PAST);
        assertThat(process).isWaitingAt(DECIDE).hasNotPassed(RELEASE);
    }

    @Test
    void isNotReleasedOnceADayOfItIsPastAndIsDecidedAnewThen() {
        stage.proofOf(FRED);
        var process = stage.deIdentify(FRED);
        for (var answer : List.of(
                partHolds("name", today().plusDays(10).toString()),
                allHolds(today().plusDays(20).toString()))) {
            stage.decide(process, answer);
            stage.pass(Duration.ofDays(10));

            assertThatThrownBy(() -> stage.release(process)).hasStackTraceContaining("has come meanwhile");
            assertThat(process).isWaitingAt(RELEASE);

            stage.sendBack(process);
            assertThat(process).isWaitingAt(DECIDE);
        }
    }

    @Test
    void takesEachPartOnce() {
        stage.proofOf(FRED);
        var process = stage.deIdentify(FRED);
        var name = Map.of("item", "name", "ground", "TAX_RECORD");
        var items = List.of("name", "email", "mobile", "lead:" + FREDS_FIRST_LEAD, "lead:" + FREDS_SECOND_LEAD);

        Assertions.assertThat(complaints(process, holding(List.of(name, name))))
                .containsExactly(Map.entry("holds", "Tick each part once, with one ground."));
        Assertions.assertThat(complaints(process, holding(Collections.nCopies(items.size(), name))))
                .doesNotContainKey("decision");
        Assertions.assertThat(complaints(
                        process,
                        holding(items.stream()
                                .map(item -> Map.of("item", item, "ground", "TAX_RECORD"))
                                .toList())))
                .hasEntrySatisfying(
                        "decision", words -> Assertions.assertThat(words).startsWith("Every part is ticked."));
        Assertions.assertThat(complaints(process, holding(List.of(name)))).isEmpty();
    }

    @Test
    void keepsPartsOfItsOwnRecordsOnly() {
        var process = stage.deIdentify(FRED);
        var notThePersons = List.of(
                stage.record(THANDI), contacts.heldAt(SEA_POINT_CARS, THANDI).get(0));

        for (var record : notThePersons) {
            var lead = contacts.leadsOf(record.id()).get(0).number();
            Assertions.assertThat(complaints(process, partHolds("lead:" + lead)))
                    .containsExactly(Map.entry("holds", "Tick parts of this list only."));
            assertThatThrownBy(() -> stage.decide(process, partHolds("lead:" + lead)))
                    .hasStackTraceContaining("Tick parts of this list only.");
        }
        assertThat(process).isWaitingAt(DECIDE);
        Assertions.assertThat(complaints(process, partHolds("lead:" + FREDS_FIRST_LEAD)))
                .isEmpty();
    }

    private Map<String, String> complaints(ProcessInstance process, Map<String, Object> answer) {
        try {
            tasks.check(new AskedTask(DECIDE, reference(process), null), answer, Stage.NALEDI);
            return Map.of();
        } catch (InvalidAnswer incomplete) {
            return incomplete.fields();
        }
    }

    private static Map<String, Object> allHolds(String until) {
        return Map.of("decision", "ALL_HOLDS", "ground", "OPEN_DEAL", "until", until, "reason", REASON);
    }

    private static Map<String, Object> partHolds(String item, String until) {
        return holding(List.of(Map.of("item", item, "ground", "TAX_RECORD", "until", until)));
    }

    private static Map<String, Object> holding(List<Map<String, String>> parts) {
        return Map.of("decision", "PART_HOLDS", "holds", parts, "reason", REASON);
    }

    @Test
    void keepsTheTaskOfASystemThatLeavesTheRegister() {
        var process = pauseIsOver();
        var gone = stage.tasks(process, ASK).get(0);
        jdbc.sql(
                        "update processing_system set suspended_since = now(), suspended_because = 'Its contract ended.' where id = ?")
                .param(stage.systemOf(gone))
                .update();

        stage.answerAll(process, "DONE");
        stage.work();

        assertThat(process).isEnded().hasPassed("endEvent_systemAnswered");
    }

    @Test
    void waitsWhileAnAccessRequestIsOpen() {
        stage.opens("LOOK_UP", FRED);
        var process = stage.deIdentify(FRED);
        stage.decideThatNothingHolds(process);

        stage.passThePause();

        assertThat(process).isWaitingAt(WAIT_FOR_OTHERS).hasNotPassed("serviceTask_sealWorkingCopy");
        Assertions.assertThat(stage.record(FRED).name()).isEqualTo("Fred Basset");
    }

    @Test
    void goesOnWhenTheLastOtherRequestIsClosed() {
        var lookUp = stage.opens("LOOK_UP", FREDS_MOBILE);
        var alteration = stage.opens("ALTERATION", FRED);
        var process = stage.deIdentify(FRED);
        stage.decideThatNothingHolds(process);
        stage.passThePause();

        stage.closes(lookUp);
        assertThat(process).isWaitingAt(WAIT_FOR_OTHERS).hasNotPassed("serviceTask_sealWorkingCopy");

        stage.closes(alteration);
        stage.work();
        assertThat(process).isWaitingAt(ASK).hasPassed("endEvent_nobodyUndidIt");
    }

    /** Each holds what it has closed itself. */
    @Test
    void goesOnWhenTheLastTwoOtherRequestsAreClosedAtOnce() {
        var others = List.of(stage.opens("LOOK_UP", FREDS_MOBILE), stage.opens("ALTERATION", FRED));
        var process = stage.deIdentify(FRED);
        stage.decideThatNothingHolds(process);
        stage.passThePause();
        var bothAreClosed = new Phaser(2);

        var closing = others.stream()
                .map(one -> CompletableFuture.runAsync(() -> transaction.executeWithoutResult(
                        status -> stage.closes(one, bothAreClosed::arriveAndAwaitAdvance))))
                .toList();
        closing.forEach(one -> one.orTimeout(1, TimeUnit.MINUTES).join());
        stage.work();

        assertThat(process).isWaitingAt(ASK).hasPassed("endEvent_nobodyUndidIt");
    }

    @Test
    void doesNotWaitForSomebodyElsesRequest() {
        stage.opens("LOOK_UP", PIETER);
        var process = stage.deIdentify(FRED);
        stage.decideThatNothingHolds(process);

        stage.passThePause();

        assertThat(process).isWaitingAt(ASK).hasNotPassed(WAIT_FOR_OTHERS);
    }

    @Test
    void isUndoneWhileItWaitsForOtherRequests() {
        stage.opens("LOOK_UP", FRED);
        var process = stage.deIdentify(FRED);
        stage.decideThatNothingHolds(process);
        stage.passThePause();

        requests.cancel(stage.proofOf(FRED), reference(process));

        assertThat(process)
                .isEnded()
                .hasPassed("endEvent_deIdentificationCancelled")
                .hasNotPassed("serviceTask_sealWorkingCopy");
    }

    @Test
    void isLeftToThePersonWhoAsksToo() {
        var begun = stage.beginAbout(FRED);
        stage.decide(begun, partHolds("name"));

        var asked = stage.deIdentify(FRED);

        assertThat(begun)
                .isEnded()
                .hasPassed("event_thePersonAsksToo", "endEvent_leftToThePersonsRequest")
                .hasNotPassed(
                        "serviceTask_tellOfCancellation", "serviceTask_liftRestriction", "serviceTask_sealWorkingCopy");
        assertThat(asked).isWaitingAt(DECIDE).hasPassed("serviceTask_acknowledgeRequest");
        Assertions.assertThat(stage.notices(asked, "RECEIPT")).isEqualTo(1);
        Assertions.assertThat(contacts.holdsOf(stage.record(FRED).id())).isEmpty();
        Assertions.assertThat(stage.record(FRED).state()).isEqualTo(Contact.State.RESTRICTED);
    }

    @Test
    void owesThePersonEverythingWhateverStaffHadBegun() {
        var fred = before(FRED).id();
        stage.beginAbout(FRED);

        var asked = stage.carryThrough(stage.withdraw(FRED));

        assertThat(asked).isEnded();
        Assertions.assertThat(contacts.get(fred).state()).isEqualTo(Contact.State.DE_IDENTIFIED);
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FREDS_MOBILE)).isTrue();
        Assertions.assertThat(stage.notices(asked, "CONFIRMATION")).isEqualTo(1);
        Assertions.assertThat(trail.everAbout(fred)).isEmpty();
    }

    @Test
    void beginsAnewWhenThePersonNoLongerAsks() {
        var fred = before(FRED).id();
        var begun = reference(stage.beginAbout(FRED));
        var asked = stage.deIdentify(FRED);
        stage.decide(asked, partHolds("name"));

        requests.cancel(stage.proofOf(FRED), reference(asked));

        Assertions.assertThat(trail.everAbout(fred)).hasSize(1).doesNotContain(begun, reference(asked));
        assertThat(stage.processOf(trail.everAbout(fred).get(0)))
                .isWaitingAt(DECIDE)
                .hasNotPassed("gateway_didThePersonAsk");
        Assertions.assertThat(jdbc.sql("select count(*) from notice where reference = ?")
                        .param(trail.everAbout(fred).get(0).value())
                        .query(Integer.class)
                        .single())
                .isZero();
        Assertions.assertThat(stage.record(FRED).state()).isEqualTo(Contact.State.RESTRICTED);
        Assertions.assertThat(contacts.holdsOf(fred)).isEmpty();
    }

    @Test
    void beginsNothingBesideThePersonsOwnRequest() {
        var asked = stage.deIdentify(FRED);

        Assertions.assertThat(stage.beginAbout(FRED).getId()).isEqualTo(asked.getId());
        assertThat(asked).isWaitingAt(DECIDE).hasNotPassed("event_thePersonAsksToo");
    }

    @Test
    void answersThePersonEvenWhenStaffHadTheRecordRemovedAlready() {
        var begun = stage.beginAbout(FRED);
        stage.decideThatNothingHolds(begun);

        var asked = stage.deIdentify(FRED);
        stage.passThePause();
        stage.answerAll(asked, "DONE");
        stage.work();
        stage.work();

        assertThat(asked).isEnded().hasPassed("serviceTask_blackListAddresses", "serviceTask_confirmToPerson");
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FREDS_MOBILE)).isTrue();
        Assertions.assertThat(stage.notices(asked, "ASKED_IN_YOUR_NAME")).isEqualTo(1);
        stage.answerAll(begun, "DONE");
        stage.work();
        assertThat(begun).isEnded().hasNotPassed("event_thePersonAsksToo", "serviceTask_confirmToPerson");
    }

    @Test
    void blackListsTheProvenAddressAloneOnceNobodyKnowsTheOthers() {
        var begun = stage.beginAbout(FRED);
        stage.decideThatNothingHolds(begun);
        stage.answerAll(begun, "DONE");
        stage.work();
        stage.work();
        assertThat(begun).isEnded();

        var asked = stage.deIdentify(FRED);
        stage.passThePause();

        assertThat(asked).isWaitingAt(ASK).hasPassed("serviceTask_blackListAddresses");
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, FREDS_MOBILE)).isFalse();
        Assertions.assertThat(jdbc.sql("select count(*) from removed_address")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void blackListsNobodyElseWhereTwoSharedTheAddressThatIsBeingRemoved() {
        stage.proofOf(AISHA);
        for (var record : contacts.heldAt(ABC_MOTORS, AISHA)) {
            var begun = stage.processOf(deIdentifications.begin(record.id(), Stage.NALEDI, "Sold the car years ago."));
            stage.decideThatNothingHolds(begun);
        }
        Assertions.assertThat(contacts.heldAt(ABC_MOTORS, AISHA)).isEmpty();

        stage.deIdentify(AISHA);
        stage.passThePause();

        Assertions.assertThat(suppressions.covers(ABC_MOTORS, AISHA)).isTrue();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, AISHAS_MOBILE)).isFalse();
        Assertions.assertThat(suppressions.covers(ABC_MOTORS, OTHER_AISHAS_MOBILE))
                .isFalse();
    }

    @Test
    void leavesWhatAnEarlierDecisionHeldWhenALaterRequestIsUndone() {
        var fred = before(FRED).id();
        var decided = today();
        removeAllButTheEmail();
        var second = stage.deIdentify(FRED);
        stage.decideThatNothingHolds(second);

        requests.cancel(stage.proofOf(FRED), reference(second));

        assertThat(second).isEnded().hasPassed("serviceTask_liftRestriction");
        Assertions.assertThat(contacts.get(fred).state()).isEqualTo(Contact.State.RESTRICTED);
        Assertions.assertThat(contacts.holdsOf(fred)).containsExactly(new Hold("email", "TAX_RECORD", null, decided));
    }

    @Test
    void leavesItRestrictedWhenALaterRequestIsUndoneBeforeItIsDecided() {
        var fred = before(FRED).id();
        removeAllButTheEmail();
        var second = stage.deIdentify(FRED);

        requests.cancel(stage.proofOf(FRED), reference(second));

        Assertions.assertThat(contacts.get(fred).state()).isEqualTo(Contact.State.RESTRICTED);
        Assertions.assertThat(contacts.holdsOf(fred)).hasSize(1);
    }

    @Test
    void showsTheSecondPersonWhatIsStillUnderWay() {
        var alteration = stage.alter(FRED, Map.of(Field.SURNAME, "Bassett"));
        stage.work();
        var process = stage.deIdentify(FRED);
        stage.decide(process, partHolds("name"));

        var systems = stage.tasks(alteration, "userTask_makeSameChanges").size();
        Assertions.assertThat(systems).isPositive();
        Assertions.assertThat(tasks.sheet(new AskedTask(RELEASE, reference(process), null), Stage.NALEDI)
                        .get("underWay"))
                .isEqualTo(Map.of("requests", 1, "tasks", systems, "messages", 2));
    }

    @Test
    void reachesAPersonWithAMobileOnlyBySms() {
        var process = stage.carryThrough(stage.deIdentify(PIETER));

        assertThat(process).isEnded();
        Assertions.assertThat(jdbc.sql("select distinct channel from notice where reference = ? and kind in"
                                + " ('RECEIPT', 'PAUSE', 'CONFIRMATION')")
                        .param(process.getBusinessKey())
                        .query(String.class)
                        .list())
                .containsExactly("SMS");
    }

    @Test
    void tellsWhoLooksAgainOnlyOfListAndEvidence() {
        stage.carryThrough(stage.deIdentify(FRED));

        var held = requests.heldFor(stage.proofOf(FRED));

        Assertions.assertThat(held.nothing()).isTrue();
        Assertions.assertThat(held.open()).isEmpty();
        Assertions.assertThat(held.blackListed()).isTrue();
        Assertions.assertThat(held.evidenceUntil()).isNotNull();
    }

    private static Map<String, Object> partHolds(String item) {
        return holding(List.of(Map.of("item", item, "ground", "TAX_RECORD")));
    }

    private LocalDate today() {
        return LocalDate.now(stage.clock());
    }

    private ProcessInstance openCase() {
        return stage.processOf(new Reference(jdbc.sql("select reference from request where closed_at is null")
                .query(String.class)
                .single()));
    }

    private Contact before(org.pidesk.kernel.Address address) {
        stage.proofOf(address);
        return stage.record(address);
    }

    private ProcessInstance pauseIsOver() {
        var process = stage.deIdentify(FRED);
        stage.work();
        stage.decideThatNothingHolds(process);
        stage.passThePause();
        return process;
    }

    private void removeAllButTheEmail() {
        var earlier = stage.deIdentify(FRED);
        stage.decide(earlier, partHolds("email"));
        stage.release(earlier);
        stage.passThePause();
        stage.answerAll(earlier, "DONE");
        stage.work();
        stage.work();
        assertThat(earlier).isEnded();
    }

    private void somebodyTypedTheAddressIntoAnotherRecord() {
        jdbc.sql("update contact set notes = 'Forward to Fred@Sea.example.com' where mobile = ?")
                .param(PIETER.value())
                .update();
    }

    private String jobOf(ProcessInstance process, String activity) {
        return management
                .createJobQuery()
                .processInstanceId(process.getId())
                .activityId(activity)
                .singleResult()
                .getId();
    }

    private void retryUntilAnIncident(ProcessInstance process) {
        var job = jobOf(process, "serviceTask_searchForLeftovers");
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(() -> management.executeJob(job)).hasStackTraceContaining("contact.notes");
        }
        Assertions.assertThat(engine.getRuntimeService()
                        .createIncidentQuery()
                        .processInstanceId(process.getId())
                        .list())
                .singleElement()
                .matches(incident -> !incident.getIncidentMessage().contains("sea.example.com"));
    }
}
