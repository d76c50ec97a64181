package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.pidesk.contact.Field.CONSENT_TO_MARKET;
import static org.pidesk.contact.Field.CONSENT_TO_PROCESS;
import static org.pidesk.contact.Field.EMAIL;
import static org.pidesk.contact.Field.MOBILE;
import static org.pidesk.contact.Field.NAME;
import static org.pidesk.contact.Field.NO;
import static org.pidesk.contact.Field.SURNAME;
import static org.pidesk.contact.Field.YES;
import static org.pidesk.request.Stage.reference;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.AISHAS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.KLOOF_TRADERS;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.OTHER_AISHAS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.bpmn.AbstractAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.contact.Statement;
import org.pidesk.engine.AnswerRefused;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Address;
import org.pidesk.request.AlterationRefused.Reason;
import org.pidesk.sandbox.Received;
import org.pidesk.task.AskedTask;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each way through the process, each gateway from every side, each end. */
@Tag("cut-short")
@PiDeskTest
class AlterInformationTest {
    private static final String CHANGE = "userTask_makeSameChanges";
    private static final String SETTLE = "userTask_settleRefusedFields";
    private static final String IN_THE_WAY = "userTask_settleWhatIsInTheWay";
    private static final String CHASE = "userTask_chaseSilentSystems";
    private static final String LOST = "fred@lost.example.com";
    private static final String WORDS = "The contract of sale of 2024 says so, and you signed it.";

    @Autowired
    Stage stage;

    @Autowired
    Requests requests;

    @Autowired
    Alterations alterations;

    @Autowired
    Contacts contacts;

    @Autowired
    StaffTasks tasks;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ProcessEngine engine;

    @Autowired
    ApplicationContext application;

    @BeforeEach
    void assertOnThisEngine() {
        AbstractAssertions.init(engine);
    }

    @Test
    void endsWithChangesMadeEverywhere() {
        var process = stage.alter(FRED, Map.of(SURNAME, "Hound"));
        stage.work();
        answerAll(process, Map.of("SURNAME", "DONE"));

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        "serviceTask_restrictFields",
                        "serviceTask_acknowledgeRequest",
                        "serviceTask_warnOtherAddresses",
                        "endEvent_canBeChanged",
                        "serviceTask_applyChanges",
                        "serviceTask_tellKeyContacts",
                        "serviceTask_tellLeadRecipients",
                        CHANGE,
                        "endEvent_systemAnswered",
                        "serviceTask_confirmToPerson",
                        "receiveTask_waitForDelivery",
                        "serviceTask_liftRestrictions",
                        "serviceTask_closeCase",
                        "endEvent_changesMadeEverywhere")
                .hasNotPassed(
                        "userTask_sayWhoseRecordItIs",
                        "event_pauseIsOver",
                        IN_THE_WAY,
                        SETTLE,
                        "endEvent_changedWithNotes",
                        "endEvent_alterationCancelled");
        Assertions.assertThat(stage.status(process)).isEqualTo(RequestStatus.FULFILLED);
        Assertions.assertThat(stage.record(FRED).name()).isEqualTo("Fred Hound");
        Assertions.assertThat(contacts.contestedOf(stage.record(FRED).id())).isEmpty();
    }

    @Test
    void restrictsTheFieldFromReceiptToSettlement() {
        stage.alter(FRED, Map.of(SURNAME, "Hound", CONSENT_TO_MARKET, NO));

        Assertions.assertThat(contacts.contestedOf(stage.record(FRED).id())).containsExactly(SURNAME);
        stage.work();
        Assertions.assertThat(contacts.contestedOf(stage.record(FRED).id())).containsExactly(SURNAME);
    }

    @Test
    void makesNobodyWaitWhereNoAddressChanges() {
        var process = stage.alter(FRED, Map.of(NAME, "Frederick"));

        assertThat(process).hasPassed("serviceTask_applyChanges").hasNotPassed("event_pauseIsOver");
        Assertions.assertThat(stage.record(FRED).firstName()).isEqualTo("Frederick");
    }

    @Test
    void waitsForThePauseWhereAnAddressChanges() {
        var process = stage.alter(FREDS_MOBILE, Map.of(EMAIL, LOST, SURNAME, "Hound"));
        stage.pass(Duration.ofHours(23));

        assertThat(process).isWaitingAt("event_pauseIsOver").hasNotPassed("serviceTask_applyChanges");
        Assertions.assertThat(stage.record(FRED).name()).isEqualTo("Fred Basset");

        stage.pass(Duration.ofHours(2));
        assertThat(process).hasPassedInOrder("event_pauseIsOver", "serviceTask_applyChanges");
        Assertions.assertThat(stage.record(FREDS_MOBILE).value(EMAIL)).isEqualTo(LOST);
    }

    @Test
    void changesNothingBeforeThePauseIsOverThoughItsTimerFires() {
        var process = stage.alter(FREDS_MOBILE, Map.of(EMAIL, LOST));
        stage.pass(Duration.ofHours(23));
        var timer = management
                .createJobQuery()
                .processInstanceId(process.getId())
                .activityId("event_pauseIsOver")
                .singleResult()
                .getId();

        assertThatThrownBy(() -> management.executeJob(timer)).hasStackTraceContaining("the pause is not over");

        assertThat(process).isWaitingAt("event_pauseIsOver").hasNotPassed("serviceTask_applyChanges");
        Assertions.assertThat(stage.record(FREDS_MOBILE).value(EMAIL)).isNotEqualTo(LOST);
        stage.pass(Duration.ofHours(2));
        assertThat(process).hasPassedInOrder("event_pauseIsOver", "serviceTask_applyChanges");
        Assertions.assertThat(stage.record(FREDS_MOBILE).value(EMAIL)).isEqualTo(LOST);
    }

    @Test
    void warnsTheOldAddressAtOnceWithALinkThatStopsIt() {
        var process = stage.alter(FREDS_MOBILE, Map.of(EMAIL, LOST));
        stage.work();

        Assertions.assertThat(stage.notices(process, "ALTERATION_ASKED")).isEqualTo(1);
        Assertions.assertThat(Received.by(application).newest(FRED.value()).orElseThrow())
                .contains("/pi/requests/", "change nothing before");
    }

    @Test
    void isStoppedByTheOldAddress() {
        var process = stage.alter(FREDS_MOBILE, Map.of(EMAIL, LOST, CONSENT_TO_MARKET, NO));

        requests.cancel(stage.proofOf(FRED), reference(process));

        assertThat(process)
                .isEnded()
                .hasPassedInOrder(
                        "serviceTask_tellOfCancellation", "serviceTask_dropChanges", "endEvent_alterationCancelled")
                .hasNotPassed("serviceTask_applyChanges", "endEvent_changesMadeEverywhere");
        // a consent comes back by a new yes only
        Assertions.assertThat(stage.record(FRED).consentToMarket()).isFalse();
        Assertions.assertThat(contacts.contestedOf(stage.record(FRED).id())).isEmpty();
        Assertions.assertThat(stage.notices(process, "ALTERATION_CANCELLED")).isEqualTo(3);
        Assertions.assertThat(stage.status(process)).isEqualTo(RequestStatus.CANCELLED);
    }

    @Test
    void keepsNothingOfWhatWasAskedWhereItIsStoppedBeforeAnybodyKnowsWhoseRecordItIs() {
        var process = stage.alter(AISHA, Map.of(SURNAME, "Kahn"));

        requests.cancel(stage.proofOf(AISHA), reference(process));
        stage.work();

        assertThat(process).isEnded().hasPassed("serviceTask_dropChanges");
        Assertions.assertThat(envelopes(process)).containsExactly("evidence");
    }

    @Test
    void cannotBeStoppedAnyMoreOnceItIsApplied() {
        var process = stage.alter(FRED, Map.of(SURNAME, "Hound"));

        assertThatThrownBy(() -> requests.cancel(stage.proofOf(FRED), reference(process)))
                .isInstanceOf(TooLateToCancel.class);
    }

    @Test
    void stopsMarketingAtOnceAlsoWhereAnAddressHasToWait() {
        stage.alter(FRED, Map.of(EMAIL, LOST, CONSENT_TO_MARKET, NO));

        Assertions.assertThat(stage.record(FRED).consentToMarket()).isFalse();
        Assertions.assertThat(stage.record(FRED).consentToProcess()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONSENT_TO_PROCESS", "CONSENT_TO_MARKET"})
    void showsWhenWhereAndWithWhichWordsAConsentWasGiven(Field consent) {
        stage.proofOf(MALLORY);
        contacts.add(new Contact(ABC_MOTORS, "Mallory", "Adams", "Walked in")
                .reachedAt(MALLORY)
                .neverAskedForConsent());
        var before = stage.clock().instant().minusMillis(1);

        stage.alter(MALLORY, Map.of(consent, YES));

        Assertions.assertThat(stage.record(MALLORY).value(consent)).isEqualTo(YES);
        Assertions.assertThat(contacts.consentEvidenceOf(stage.record(MALLORY).id()))
                .singleElement()
                .satisfies(shown -> {
                    Assertions.assertThat(shown.field()).isEqualTo(consent);
                    Assertions.assertThat(shown.given()).isTrue();
                    Assertions.assertThat(shown.wording()).isEqualTo("test");
                    Assertions.assertThat(shown.channel()).isEqualTo("PI_PAGE");
                    Assertions.assertThat(shown.at())
                            .isBetween(before, stage.clock().instant());
                });
    }

    @Test
    void takesNoConsentToProcessBack() {
        assertThatThrownBy(() -> new AlterationAsked(Map.of(CONSENT_TO_PROCESS, NO), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsOutWhoseRecordItIsBeforeAnybodyElseIsTold() {
        var process = stage.alter(AISHA, Map.of(SURNAME, "Kahn"));

        assertThat(process).isWaitingAt("userTask_sayWhoseRecordItIs").hasNotPassed("serviceTask_warnOtherAddresses");
        Assertions.assertThat(stage.notices(process, "ALTERATION_ASKED")).isZero();

        var hers = stage.record(AISHAS_MOBILE);
        stage.say(process, List.of(hers));
        stage.work();

        assertThat(process).hasPassedInOrder("serviceTask_warnOtherAddresses", "serviceTask_applyChanges");
        Assertions.assertThat(contacts.heldAt(ABC_MOTORS, AISHA))
                .extracting(Contact::lastName)
                .containsExactlyInAnyOrder("Kahn", "Khan");
        Assertions.assertThat(contacts.get(hers.id()).lastName()).isEqualTo("Kahn");
    }

    @Test
    void asksTheSystemsAlsoWhereNoRecordIsThePersons() {
        var process = stage.alter(AISHA, Map.of(SURNAME, "Kahn"));
        stage.say(process, List.of());
        stage.work();

        assertThat(process).isWaitingAt(CHANGE);
        Assertions.assertThat(contacts.heldAt(ABC_MOTORS, AISHA))
                .extracting(Contact::lastName)
                .containsOnly("Khan");
        answerAll(process, Map.of("SURNAME", "DONE"));
        Assertions.assertThat(Received.by(application).newest(AISHA.value()).orElseThrow())
                .contains("Our own record was not changed", "because we could not find")
                .doesNotContain("Khan", "stored the fields", "in our own record");
    }

    @Test
    void neverSaysThatWhatIsKeptForAGroundAloneIsUsedAgain() {
        var removal = stage.withdraw(FRED);
        stage.endThatAllHolds(removal);

        var process = stage.alter(FRED, Map.of(SURNAME, "Hound"));
        stage.work();
        answerAll(process, Map.of("SURNAME", "DONE"));

        assertThat(process).isEnded();
        Assertions.assertThat(Received.by(application).newest(FRED.value()).orElseThrow())
                .contains("as you asked in our own record")
                .doesNotContain("stored the fields");
    }

    @Test
    void altersBothRecordsOfOnePerson() {
        var process = stage.alter(AISHA, Map.of(SURNAME, "Kahn"));

        stage.say(process, contacts.heldAt(ABC_MOTORS, AISHA));

        Assertions.assertThat(contacts.heldAt(ABC_MOTORS, AISHA))
                .extracting(Contact::lastName)
                .containsOnly("Kahn");
    }

    @Test
    void letsStaffSayWhetherTwoPeopleShareTheNewAddress() {
        var process = stage.alter(FRED, Map.of(MOBILE, AISHAS_MOBILE.value()));
        stage.passThePause();
        assertThat(process).isWaitingAt(IN_THE_WAY).hasNotPassed("serviceTask_applyChanges");
        Assertions.assertThat(sheet(process, IN_THE_WAY).toString()).contains("SHARED_ADDRESS", "Aisha Khan");

        stage.settleWhatIsInTheWay(process, Map.of("MOBILE", "BOTH_SHARE"), "");

        assertThat(process).hasPassedInOrder(IN_THE_WAY, "serviceTask_applyChanges");
        Assertions.assertThat(stage.record(FRED).value(MOBILE)).isEqualTo(AISHAS_MOBILE.value());
    }

    @Test
    void altersAlsoWhereTheOtherRecordIsTheSamePersons() {
        var process = stage.alter(FRED, Map.of(MOBILE, AISHAS_MOBILE.value()));
        stage.passThePause();

        stage.settleWhatIsInTheWay(process, Map.of("MOBILE", "SAME_PERSON"), "");

        Assertions.assertThat(stage.record(FRED).value(MOBILE)).isEqualTo(AISHAS_MOBILE.value());
    }

    @Test
    void leavesAFieldWithAReasonAndTheStatementAndNeverSpeaksOfTheOther() {
        var process = stage.alter(FRED, Map.of(MOBILE, AISHAS_MOBILE.value()), "It is my number since May.");
        stage.passThePause();
        stage.settleWhatIsInTheWay(process, Map.of("MOBILE", "LEAVE"), "We could not confirm this number.");
        stage.work();
        answerAll(process, Map.of("MOBILE", "NOT_HELD"));

        Assertions.assertThat(stage.record(FRED).value(MOBILE)).isEqualTo(FREDS_MOBILE.value());
        Assertions.assertThat(contacts.statementsOf(stage.record(FRED).id()))
                .extracting(Statement::text)
                .containsExactly("It is my number since May.");
        assertThat(process).isEnded().hasPassed("endEvent_changedWithNotes");
        Assertions.assertThat(Received.by(application).newest(FRED.value()).orElseThrow())
                .contains("not changed in our own record", "We could not confirm this number.", "Your statement")
                .doesNotContain("Aisha", "Khan", "another record");
    }

    @Test
    void letsStaffSayWhatHoldsWhenAFieldWasChangedMeanwhile() {
        var process = stage.alter(FRED, Map.of(EMAIL, LOST, SURNAME, "Hound"));
        contacts.change(stage.record(FRED).id(), SURNAME, "Terrier");
        stage.passThePause();
        assertThat(process).isWaitingAt(IN_THE_WAY);
        Assertions.assertThat(sheet(process, IN_THE_WAY).toString()).contains("CHANGED_SINCE", "Terrier");

        stage.settleWhatIsInTheWay(process, Map.of("SURNAME", "AS_ASKED"), "");

        Assertions.assertThat(stage.record(FREDS_MOBILE).name()).isEqualTo("Fred Hound");
    }

    @Test
    void asksTheDmsAndEachOperatorAtOnce() {
        var process = stage.alter(FRED, Map.of(SURNAME, "Hound"));
        stage.work();

        Assertions.assertThat(stage.tasks(process, CHANGE))
                .extracting("name")
                .containsExactly(
                        "Make the same changes at ABC dealer management system",
                        "Make the same changes at Cape Newsletters",
                        "Make the same changes at Table Bay Text Messages");
        Assertions.assertThat(systemSheet(process).toString()).contains("Basset", "Hound");
    }

    @Test
    void tellsKeyContactsAndWhoWorksTheLeads() {
        var process = stage.alter(FRED, Map.of(SURNAME, "Hound"));
        stage.work();

        Assertions.assertThat(stage.notices(process, "CUSTOMER_ALTERED")).isEqualTo(2);
        Assertions.assertThat(stage.notices(process, "LEAD_ALTERED")).isEqualTo(1);
    }

    @Test
    void settlesARefusedFieldWithEvidence() {
        var process = refused(null);

        stage.settleFields(stage.task(process, SETTLE), Map.of("SURNAME", "EVIDENCE_PROVIDED"), WORDS);
        finish(process);

        assertThat(process)
                .isEnded()
                .hasPassed("endEvent_refusalSettled", "endEvent_changedWithNotes")
                .hasNotPassed("endEvent_changesMadeEverywhere");
        Assertions.assertThat(Received.by(application).newest(FRED.value()).orElseThrow())
                .contains("not changed at ABC dealer management system", WORDS, "as you asked in our own record");
        Assertions.assertThat(contacts.statementsOf(stage.record(FRED).id())).isEmpty();
    }

    @Test
    void attachesThePersonsStatementWhereNothingIsAgreed() {
        var process = refused("My name was never Basset.");

        stage.settleFields(stage.task(process, SETTLE), Map.of("SURNAME", "NOTE_ATTACHED"), WORDS);
        finish(process);

        Assertions.assertThat(contacts.statementsOf(stage.record(FRED).id()))
                .extracting(Statement::text)
                .containsExactly("My name was never Basset.");
        assertThat(process).hasPassed("endEvent_changedWithNotes");
    }

    @Test
    void attachesThatACorrectionWasAskedForWhereThePersonSaysNothing() {
        var process = refused(null);

        stage.settleFields(stage.task(process, SETTLE), Map.of("SURNAME", "NOTE_ATTACHED"), WORDS);

        Assertions.assertThat(contacts.statementsOf(stage.record(FRED).id()))
                .singleElement()
                .matches(statement -> statement.text().contains("asked on")
                        && statement.text().contains("Hound"));
    }

    @Test
    void showsTheStatementInEveryFormThatShowsTheField() {
        var process = refused("My name was never Basset.");
        stage.settleFields(stage.task(process, SETTLE), Map.of("SURNAME", "NOTE_ATTACHED"), WORDS);
        finish(process);

        var withdrawal = stage.withdraw(FRED);

        Assertions.assertThat(sheet(withdrawal, "userTask_decideWhatMustStay").toString())
                .contains("My name was never Basset.");
    }

    @Test
    void tellsStaffWhichFieldIsInQuestion() {
        var process = stage.alter(AISHA, Map.of(SURNAME, "Kahn"));

        Assertions.assertThat(sheet(process, "userTask_sayWhoseRecordItIs")
                        .get("statements")
                        .toString())
                .contains("Surname", "in question")
                .doesNotContain("Email");
    }

    @Test
    void leavesNothingBehindWhenTheRecordIsDeIdentifiedLater() {
        var process = refused("fred@sea.example.com was never Basset, ask 083 656 7788.");
        stage.settleFields(stage.task(process, SETTLE), Map.of("SURNAME", "NOTE_ATTACHED"), WORDS);
        finish(process);

        assertThat(stage.carryThrough(FRED)).isEnded().hasPassed("endEvent_consentWithdrawnEverywhere");

        Assertions.assertThat(envelopes(process)).containsExactly("evidence");
    }

    @Test
    void carriesWordsWithUnseenCharactersToTheEnd() {
        var process = refused("It was never\u0000 Basset.\u000b");
        stage.settleFields(stage.task(process, SETTLE), Map.of("SURNAME", "NOTE_ATTACHED"), WORDS + "\u000b");
        finish(process);

        assertThat(process).isEnded().hasPassed("endEvent_changedWithNotes");
        Assertions.assertThat(contacts.statementsOf(stage.record(FRED).id()))
                .extracting(Statement::text)
                .containsExactly("It was never  Basset.");
    }

    @Test
    void endsWithoutNotesWhereTheSystemDeletesTheField() {
        var process = refused(null);

        stage.settleFields(stage.task(process, SETTLE), Map.of("SURNAME", "DELETED"), WORDS);
        finish(process);

        assertThat(process).isEnded().hasPassed("endEvent_changesMadeEverywhere");
        Assertions.assertThat(Received.by(application).newest(FRED.value()).orElseThrow())
                .contains("deleted at ABC dealer management system");
    }

    @Test
    void asksAgainForWhatIsToBeCorrectedAllTheSame() {
        var process = refused(null);

        stage.settleFields(stage.task(process, SETTLE), Map.of("SURNAME", "CORRECTED"), "Ask for their supervisor.");

        assertThat(process).hasNotPassed("endEvent_refusalSettled");
        Assertions.assertThat(stage.tasks(process, CHANGE)).hasSize(3);
        Assertions.assertThat(systemSheet(process).toString()).contains("Ask for their supervisor.");

        answerAll(process, Map.of("SURNAME", "DONE"));
        assertThat(process).isEnded().hasPassed("endEvent_changesMadeEverywhere");
    }

    @Test
    void chasesSilentSystemsAndTakesSilenceForNoAnswer() {
        var process = stage.alter(FRED, Map.of(SURNAME, "Hound"));
        stage.work();

        stage.pass(Duration.ofDays(14));
        stage.settle(stage.task(process, CHASE), Map.of("note", "They promised for Friday."));

        assertThat(process).isWaitingAt(CHANGE, "event_someDaysLater").hasNotPassed("serviceTask_confirmToPerson");

        stage.pass(Duration.ofDays(10));
        assertThat(process).isWaitingAt(CHANGE, CHASE);
        var chase = new AskedTask(CHASE, reference(process), null);
        Assertions.assertThat(tasks.sheet(chase, Stage.NALEDI)).containsEntry("closable", false);
        answerAll(process, Map.of("SURNAME", "DONE"));
        assertThat(process).isEnded();
    }

    @Test
    void chasesASystemThatIsSilentOnceItIsAskedAgain() {
        var process = refused(null);
        stage.tasks(process, CHANGE).forEach(task -> stage.answerFields(task, Map.of("SURNAME", "DONE")));
        stage.pass(Duration.ofDays(14));
        assertThat(process)
                .isWaitingAt(SETTLE, "event_someDaysLater")
                .hasNotPassed(CHASE)
                .isNotWaitingAt(CHASE);

        stage.settleFields(stage.task(process, SETTLE), Map.of("SURNAME", "CORRECTED"), "Ask for their supervisor.");
        stage.pass(Duration.ofDays(10));

        assertThat(process).isWaitingAt(CHANGE, CHASE);
    }

    @Test
    void keepsTheFieldsRestrictedUntilThePersonHasTheAnswer() {
        var process = stage.alter(FRED, Map.of(SURNAME, "Hound"));
        stage.work();
        stage.tasks(process, CHANGE).forEach(task -> stage.answerFields(task, Map.of("SURNAME", "DONE")));
        var job = management
                .createJobQuery()
                .processInstanceId(process.getId())
                .executable()
                .singleResult();
        management.executeJob(job.getId());

        assertThat(process).isWaitingAt("receiveTask_waitForDelivery").hasNotPassed("serviceTask_liftRestrictions");
        Assertions.assertThat(contacts.contestedOf(stage.record(FRED).id())).containsExactly(SURNAME);

        stage.work();
        assertThat(process).isEnded();
    }

    @Test
    void confirmsAtTheNewAddressToo() {
        var process = stage.alter(FRED, Map.of(EMAIL, LOST));
        stage.passThePause();
        answerAll(process, Map.of("EMAIL", "DONE"));

        Assertions.assertThat(stage.notices(process, "ALTERATION_CONFIRMED")).isEqualTo(2);
        Assertions.assertThat(Received.by(application).newest(LOST).orElseThrow())
                .contains("Email: as you asked in our own record, at ABC dealer management system");
    }

    @Test
    void altersACompanyByItsRegisteredName() {
        assertRefused(Reason.NO_SUCH_FIELD, KLOOF_TRADERS, Map.of(SURNAME, "Traders"));

        stage.alter(KLOOF_TRADERS, Map.of(NAME, "Kloof Street Holdings (Pty) Ltd"));

        Assertions.assertThat(stage.record(KLOOF_TRADERS).name()).isEqualTo("Kloof Street Holdings (Pty) Ltd");
    }

    @Test
    void takesInNothingThatIsSeenToBeSoAlready() {
        assertRefused(Reason.NOTHING_CHANGES, FRED, Map.of(EMAIL, FRED.value(), CONSENT_TO_MARKET, YES));
        assertThatThrownBy(() -> alterations.ask(bothProven(), asked(Map.of(SURNAME, "Basset", NAME, "Fred")), "test"))
                .isInstanceOfSatisfying(
                        AlterationRefused.class,
                        refused -> Assertions.assertThat(refused.reason()).isEqualTo(Reason.NOTHING_CHANGES));

        Assertions.assertThat(requests.of(stage.proofOf(FRED))).isEmpty();
    }

    @Test
    void takesInWhatIsLeftWhereTheRestIsSeenToBeSo() {
        alterations.ask(bothProven(), asked(Map.of(SURNAME, "Basset", NAME, "Frederick")), "test");

        Assertions.assertThat(contacts.contestedOf(stage.record(FRED).id())).containsExactly(NAME);
    }

    @Test
    void carriesAMaskedNameThatSaysSoAlreadyThroughLikeAnyOther() {
        var process = stage.alter(FRED, Map.of(SURNAME, "Basset"));
        Assertions.assertThat(contacts.contestedOf(stage.record(FRED).id())).containsExactly(SURNAME);
        stage.work();
        answerAll(process, Map.of("SURNAME", "DONE"));

        assertThat(process)
                .isEnded()
                .hasPassed("serviceTask_warnOtherAddresses", CHANGE, "endEvent_changesMadeEverywhere");
        Assertions.assertThat(stage.record(FRED).lastName()).isEqualTo("Basset");
        assertRefused(Reason.TOO_SOON, FRED, Map.of(SURNAME, "Hound"));
        assertRefused(Reason.TOO_SOON, FRED, Map.of(SURNAME, "Basset"));
        assertRefused(Reason.TOO_SOON, FRED, Map.of(SURNAME, "Basset", CONSENT_TO_MARKET, NO));
    }

    private Proof bothProven() {
        return new Proof(ABC_MOTORS, FRED, stage.proofOf(FRED).provenAt(), Set.of(FREDS_MOBILE), false);
    }

    private static AlterationAsked asked(Map<Field, String> changed) {
        return new AlterationAsked(changed, null);
    }

    @Test
    void takesInNothingWhereNothingIsHeld() {
        assertRefused(Reason.NOTHING_HELD, MALLORY, Map.of(SURNAME, "Hound"));
    }

    @Test
    void takesInNoNewAddressThatIsNotProven() {
        var proof = stage.proofOf(FRED);

        assertThatThrownBy(() -> alterations.ask(proof, new AlterationAsked(Map.of(EMAIL, LOST), null), "test"))
                .isInstanceOfSatisfying(
                        AlterationRefused.class,
                        refused -> Assertions.assertThat(refused.reason()).isEqualTo(Reason.NOT_PROVEN));
    }

    @Test
    void doesNotSayWhetherAnAddressThatIsNotProvenIsHeld() {
        var guess = new AlterationAsked(Map.of(MOBILE, FREDS_MOBILE.value()), null);

        assertThatThrownBy(() -> alterations.ask(stage.proofOf(FRED), guess, "test"))
                .isInstanceOfSatisfying(
                        AlterationRefused.class,
                        refused -> Assertions.assertThat(refused.reason()).isEqualTo(Reason.NOT_PROVEN));
    }

    @Test
    void takesInOneAtATimeAlsoByAnotherAddressOfTheRecord() {
        stage.alter(FRED, Map.of(SURNAME, "Hound"));

        assertRefused(Reason.ALTERATION_IS_OPEN, FRED, Map.of(NAME, "Frederick"));
        assertRefused(Reason.ALTERATION_IS_OPEN, FREDS_MOBILE, Map.of(NAME, "Frederick"));
    }

    @Test
    void takesInNothingWhileTheRecordIsToBeRemoved() {
        stage.withdraw(FRED);

        assertRefused(Reason.REMOVAL_IS_OPEN, FRED, Map.of(SURNAME, "Hound"));
        assertRefused(Reason.REMOVAL_IS_OPEN, FREDS_MOBILE, Map.of(SURNAME, "Hound"));
    }

    @Test
    void takesInOneChangeADayButAConsentAtAnyTime() {
        var process = stage.alter(FRED, Map.of(SURNAME, "Hound"));
        stage.work();
        answerAll(process, Map.of("SURNAME", "DONE"));

        assertRefused(Reason.TOO_SOON, FRED, Map.of(SURNAME, "Terrier"));
        assertRefused(Reason.TOO_SOON, FREDS_MOBILE, Map.of(SURNAME, "Terrier"));
        stage.alter(FRED, Map.of(CONSENT_TO_MARKET, NO));

        Assertions.assertThat(stage.record(FRED).consentToMarket()).isFalse();
    }

    @Test
    void takesInTheNextOneADayLater() {
        var process = stage.alter(FRED, Map.of(SURNAME, "Hound"));
        stage.work();
        answerAll(process, Map.of("SURNAME", "DONE"));
        stage.pass(Duration.ofHours(25));

        stage.alter(FRED, Map.of(SURNAME, "Terrier"));

        Assertions.assertThat(stage.record(FRED).lastName()).isEqualTo("Terrier");
    }

    @Test
    void altersNoRecordASecondTimeADayWhenStaffSayWhoseItIs() {
        var first = stage.alter(FRED, Map.of(SURNAME, "Hound"));
        stage.work();
        var freds = sharesItsAddressWithAisha(stage.record(FRED));
        var second = stage.alter(AISHA, Map.of(SURNAME, "Kahn"));

        assertNotSaid(second, freds, "Another alteration of a record that you ticked is open");
        answerAll(first, Map.of("SURNAME", "DONE"));
        assertNotSaid(second, freds, "altered less than 24 hours ago");
        stage.pass(Duration.ofHours(25));

        stage.say(second, List.of(freds));
        assertThat(second).hasPassedInOrder("userTask_sayWhoseRecordItIs", "serviceTask_applyChanges");
        Assertions.assertThat(contacts.get(freds.id()).lastName()).isEqualTo("Kahn");
    }

    @Test
    void altersTheOtherRecordAndAConsentAtOnceWhenStaffSayWhoseItIs() {
        var first = stage.alter(FRED, Map.of(SURNAME, "Hound"));
        stage.work();
        answerAll(first, Map.of("SURNAME", "DONE"));
        var freds = sharesItsAddressWithAisha(stage.record(FRED));

        stage.say(stage.alter(AISHA, Map.of(CONSENT_TO_MARKET, NO)), List.of(freds));
        Assertions.assertThat(contacts.get(freds.id()).consentToMarket()).isFalse();

        var other = stage.record(OTHER_AISHAS_MOBILE);
        var named = stage.alter(OTHER_AISHAS_MOBILE, Map.of(SURNAME, "Kahn"));
        assertThat(named).hasPassed("serviceTask_applyChanges");
        Assertions.assertThat(contacts.get(other.id()).lastName()).isEqualTo("Kahn");
    }

    @Test
    void altersFirstWhatIsToBeRemovedWhenStaffSayWhoseItIs() {
        var process = stage.alter(AISHA, Map.of(SURNAME, "Kahn"));
        var removal = stage.deIdentify(AISHA);
        stage.work();
        var both = contacts.heldAt(ABC_MOTORS, AISHA);
        stage.say(removal, both);
        stage.decideThatNothingHolds(removal);
        stage.passThePause();
        assertThat(removal).isWaitingAt("receiveTask_waitForOtherRequests");

        stage.say(process, both);
        Assertions.assertThat(contacts.heldAt(ABC_MOTORS, AISHA))
                .extracting(Contact::name)
                .containsExactly("Aisha Kahn", "Aisha Kahn");
        assertThat(removal).hasNotPassed("serviceTask_deIdentifyContact");
        stage.work();
        finish(process);

        assertThat(process).isEnded();
        assertThat(removal).hasPassed("serviceTask_deIdentifyContact");
        Assertions.assertThat(contacts.heldAt(ABC_MOTORS, AISHA)).isEmpty();
    }

    @Test
    void altersNoRecordWhoseWithdrawalIsBeingCarriedOutWhenStaffSayWhoseItIs() {
        var withdrawal = stage.withdraw(FRED);
        stage.work();
        stage.decideThatAllHolds(withdrawal);
        var freds = sharesItsAddressWithAisha(stage.record(FRED));
        var process = stage.alter(AISHA, Map.of(SURNAME, "Kahn"));

        assertNotSaid(process, freds, "is being carried out");
        stage.tasks(withdrawal, "userTask_stopMarketingAtSystem").forEach(task -> stage.answer(task, "DONE"));
        stage.work();
        stage.work();
        assertThat(withdrawal).isEnded();
        stage.say(process, List.of(freds));

        assertThat(process).hasPassed("serviceTask_applyChanges");
        Assertions.assertThat(contacts.get(freds.id()).lastName()).isEqualTo("Kahn");
    }

    @Test
    void doesNotMakeTwoCasesWaitForEachOtherWhenStaffSayWhoseItIs() {
        stage.proofOf(FRED);
        contacts.change(stage.record(FRED).id(), MOBILE, AISHAS_MOBILE.value());
        var byEmail = stage.alter(AISHA, Map.of(SURNAME, "Kahn"));
        var byMobile = stage.alter(AISHAS_MOBILE, Map.of(NAME, "Ayesha"));
        var shared = contacts.heldAt(ABC_MOTORS, AISHA).stream()
                .filter(record -> AISHAS_MOBILE.value().equals(record.value(MOBILE)))
                .findFirst()
                .orElseThrow();

        stage.say(byEmail, List.of(shared));
        assertNotSaid(byMobile, shared, "is open");

        Assertions.assertThat(contacts.get(shared.id()).name()).isEqualTo("Aisha Kahn");
    }

    @Test
    void takesNoRecordForThePersonsThatIsNotOnTheList() {
        var process = stage.alter(AISHA, Map.of(SURNAME, "Kahn"));
        var hers = stage.record(AISHAS_MOBILE);
        var others = List.of(
                stage.record(FRED),
                stage.record(THANDI),
                contacts.heldAt(SEA_POINT_CARS, THANDI).get(0));

        for (var other : others) {
            assertNotSaid(process, other, "Tick records of this list only.");
            assertThatThrownBy(() -> stage.say(process, List.of(hers, other))).isInstanceOf(AnswerRefused.class);
        }
        stage.say(process, List.of(hers));

        Assertions.assertThat(contacts.get(hers.id()).lastName()).isEqualTo("Kahn");
        Assertions.assertThat(others)
                .allMatch(other -> contacts.get(other.id()).lastName().equals(other.lastName()));
    }

    private Contact sharesItsAddressWithAisha(Contact record) {
        contacts.change(record.id(), EMAIL, AISHA.value());
        return record;
    }

    private void assertNotSaid(ProcessInstance process, Contact record, String sentence) {
        assertThatThrownBy(() -> stage.say(process, List.of(record)))
                .isInstanceOf(AnswerRefused.class)
                .hasMessageContaining(sentence);
        assertThat(process).isWaitingAt("userTask_sayWhoseRecordItIs").hasNotPassed("serviceTask_warnOtherAddresses");
    }

    @Test
    void takesFromASystemAnAnswerToItsOwnFieldsAndNoOther() {
        var process = stage.alter(FRED, Map.of(SURNAME, "Hound", NAME, "Frederick"));
        stage.work();
        var systems = stage.tasks(process, CHANGE);
        assertNotAnswered(systems.get(0), Map.of("SURNAME", "DONE"));
        assertNotAnswered(systems.get(0), Map.of("SURNAME", "DONE", "NAME", "DONE", "EMAIL", "DONE"));
        assertNotAnswered(systems.get(0), Map.of("SURNAME", "DONE", "EMAIL", "DONE"));
        assertNotAnswered(systems.get(0), Map.of("SURNAME", "DONE", "NAME", "PERHAPS"));

        stage.answerFields(systems.get(0), Map.of("SURNAME", "REFUSED", "NAME", "DONE"));
        stage.settleFields(stage.task(process, SETTLE), Map.of("SURNAME", "CORRECTED"), WORDS);
        var again = stage.tasks(process, CHANGE).get(0);
        assertNotAnswered(again, Map.of("SURNAME", "DONE", "NAME", "DONE"));
        assertNotAnswered(systems.get(1), Map.of("SURNAME", "DONE"));
        stage.answerFields(again, Map.of("SURNAME", "DONE"));
        answerAll(process, Map.of("SURNAME", "DONE", "NAME", "DONE"));

        assertThat(process).isEnded().hasPassed("endEvent_changesMadeEverywhere");
    }

    @Test
    void settlesJustTheFieldsThatTheSystemRefused() {
        var process = stage.alter(FRED, Map.of(SURNAME, "Hound", NAME, "Frederick"));
        stage.work();
        stage.answerFields(stage.tasks(process, CHANGE).get(0), Map.of("SURNAME", "REFUSED", "NAME", "DONE"));
        var settled = Map.of("SURNAME", "DELETED", "NAME", "DELETED");

        assertThatThrownBy(() -> stage.settleFields(stage.task(process, SETTLE), settled, WORDS))
                .isInstanceOf(AnswerRefused.class);
        stage.settleFields(stage.task(process, SETTLE), Map.of("SURNAME", "DELETED"), WORDS);

        assertThat(process).hasPassed("endEvent_refusalSettled");
    }

    private void assertNotAnswered(Task system, Map<String, String> outcomes) {
        assertThatThrownBy(() -> stage.answerFields(system, outcomes))
                .isInstanceOf(AnswerRefused.class)
                .hasMessageContaining("Answer for each field.");
    }

    @Test
    void leavesTheOtherDealershipsRecordAlone() {
        stage.alter(THANDI, Map.of(SURNAME, "Dube"));

        Assertions.assertThat(
                        jdbc.sql("select last_name from contact where first_name = 'Thandi' order by organisation")
                                .query(String.class)
                                .list())
                .containsExactly("Dube", "Nkosi");
    }

    private void assertRefused(Reason reason, Address address, Map<Field, String> changed) {
        assertThatThrownBy(() -> stage.alter(address, changed))
                .isInstanceOfSatisfying(
                        AlterationRefused.class,
                        refused -> Assertions.assertThat(refused.reason()).isEqualTo(reason));
    }

    /** One system has refused the surname, the others have changed it. */
    private ProcessInstance refused(String statement) {
        var process = stage.alter(FRED, Map.of(SURNAME, "Hound"), statement);
        stage.work();
        stage.answerFields(stage.tasks(process, CHANGE).get(0), Map.of("SURNAME", "REFUSED"));
        assertThat(process).hasNotPassed("endEvent_systemAnswered");
        return process;
    }

    private void finish(ProcessInstance process) {
        answerAll(process, Map.of("SURNAME", "DONE"));
    }

    private void answerAll(ProcessInstance process, Map<String, String> outcomes) {
        stage.answerEverywhere(process, outcomes);
    }

    private List<String> envelopes(ProcessInstance process) {
        return jdbc.sql("select name from vault_envelope where reference = ?")
                .param(process.getBusinessKey())
                .query(String.class)
                .list();
    }

    private Map<String, Object> sheet(ProcessInstance process, String task) {
        return tasks.sheet(new AskedTask(task, reference(process), null), Stage.NALEDI);
    }

    private Map<String, Object> systemSheet(ProcessInstance process) {
        return tasks.sheet(
                new AskedTask(
                        CHANGE,
                        reference(process),
                        stage.systemOf(stage.tasks(process, CHANGE).get(0))),
                Stage.NALEDI);
    }
}
