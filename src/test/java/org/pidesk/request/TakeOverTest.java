package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.PIETER;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.Rush;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.identity.Proof;
import org.pidesk.identity.TooManyRequests;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Token;
import org.pidesk.sandbox.Received;
import org.pidesk.task.AskedTask;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mallory has got hold of one address of somebody, a SIM card that was given out again, and wants the whole record. */
@PiDeskTest
class TakeOverTest {
    private static final EmailAddress NEW = EmailAddress.parse("fred@new.example.com");

    @Autowired
    Stage stage;

    @Autowired
    Requests requests;

    @Autowired
    Alterations alterations;

    @Autowired
    Contacts contacts;

    @Autowired
    StaffTasks questions;

    @Autowired
    Reviews reviews;

    @Autowired
    Withdrawals withdrawals;

    @Autowired
    ManagementService management;

    @Autowired
    JdbcClient database;

    @Autowired
    ApplicationContext application;

    @Test
    void doesNotOpenARecordByAnAddressThatWasAddedToItsOnlyOne() {
        stage.alter(PIETER, Map.of(Field.EMAIL, MALLORY.value()));
        stage.passThePause();

        assertThat(stage.record(PIETER).email()).contains(MALLORY);
        assertThat(row(proofOf(PIETER, MALLORY)))
                .matches(row -> !row.clear() && row.oneHand() && row.otherAddress() == null);
        assertThat(row(proofOf(MALLORY, PIETER))).matches(row -> !row.clear());
    }

    /** Otherwise nobody could ever show staff both. */
    @Test
    void offersACodeToTheOtherAddressOfSuchARecordAndOpensNothingByItAlone() {
        stage.alter(PIETER, Map.of(Field.EMAIL, MALLORY.value()));
        stage.passThePause();

        var row = row(proofOf(MALLORY));
        assertThat(row.otherAddress()).isEqualTo(PIETER.masked());
        assertThat(row.oneHand()).isTrue();
        assertThat(requests.furtherAddress(proofOf(MALLORY), 0)).contains(PIETER);
    }

    @Test
    void doesNotOpenARecordByAnAddressThatReplacedOneThatWasNotProven() {
        stage.alter(FREDS_MOBILE, Map.of(Field.EMAIL, MALLORY.value()));
        stage.passThePause();

        assertThat(row(proofOf(FREDS_MOBILE, MALLORY))).matches(row -> !row.clear());
    }

    @Test
    void opensARecordToWhomHadProvenBothAddressesBeforeOneChanged() {
        var asked = new AlterationAsked(Map.of(Field.EMAIL, MALLORY.value()), null);
        alterations.ask(proofOf(FREDS_MOBILE, FRED, MALLORY), asked, "test");
        stage.passThePause();

        assertThat(row(proofOf(FREDS_MOBILE, MALLORY))).matches(Held.Row::clear);
    }

    /** Who reads the person's messages may have added it, and is not the person who comes to the desk. */
    @Test
    void doesNotTrustAnAddressThatWasAddedThoughStaffHaveSeenThePersonOfTheOther() {
        stage.alter(PIETER, Map.of(Field.EMAIL, MALLORY.value()));
        stage.passThePause();

        contacts.seen(ABC_MOTORS, stage.record(PIETER).pseudonym(), Set.of(PIETER));

        assertThat(row(proofOf(PIETER, MALLORY))).matches(row -> !row.clear());
        assertThat(row(proofOf(MALLORY, PIETER))).matches(row -> !row.clear());
    }

    @Test
    void trustsTheAddressesAgainOnceStaffHaveSeenWhoProvedThemAll() {
        stage.alter(PIETER, Map.of(Field.EMAIL, MALLORY.value()));
        stage.passThePause();

        contacts.seen(ABC_MOTORS, stage.record(PIETER).pseudonym(), Set.of(PIETER, MALLORY));

        assertThat(row(proofOf(PIETER, MALLORY))).matches(Held.Row::clear);
    }

    @Test
    void asksAndCancelsInCirclesForALittleWhileOnly() {
        for (int i = 0; i < 5; i++) {
            requests.cancel(stage.proofOf(FRED), Stage.reference(stage.withdraw(FRED)));
        }

        assertThatThrownBy(() -> stage.withdraw(FRED)).isInstanceOf(TooManyRequests.class);
        assertThat(stage.withdraw(FREDS_MOBILE)).isNotNull();
    }

    @Test
    void doesNotKeepThePersonFromAskingByCancellingFromTheOtherAddress() {
        stopTwice();
        for (int i = 0; i < 4; i++) {
            requests.cancel(stage.proofOf(FRED), Stage.reference(stage.withdraw(FRED)));
        }

        assertThat(stage.withdraw(FRED)).isNotNull();
        requests.cancel(stage.proofOf(FRED), Stage.reference(stage.withdraw(FRED)));
        assertThatThrownBy(() -> stage.withdraw(FRED)).isInstanceOf(TooManyRequests.class);
        for (int i = 0; i < 3; i++) {
            requests.cancel(stage.proofOf(FREDS_MOBILE), Stage.reference(stage.withdraw(FREDS_MOBILE)));
        }
        assertThatThrownBy(() -> stage.withdraw(FREDS_MOBILE))
                .isInstanceOf(TooManyRequests.class)
                .hasMessageContaining("You have cancelled");
    }

    private static Token linkIn(String message) {
        var found = Pattern.compile("/pi/requests/([A-Za-z0-9_-]{43})").matcher(message);
        assertThat(found.find()).as(message).isTrue();
        return new Token(found.group(1));
    }

    @Test
    void leavesTheThirdRemovalThatTheOtherAddressWouldStopToStaff() {
        stopTwice();
        var third = stage.withdraw(FRED);
        stage.work();
        var reference = Stage.reference(third);
        var theirs =
                linkIn(Received.by(application).newestText(FREDS_MOBILE.value()).orElseThrow());

        assertThatThrownBy(() -> requests.cancel(stage.proofOf(FREDS_MOBILE), reference))
                .isInstanceOf(LeftToStaff.class);
        assertThatThrownBy(() -> requests.cancel(theirs)).isInstanceOf(LeftToStaff.class);
        assertThat(stage.status(third)).isEqualTo(RequestStatus.RECEIVED);
        assertThat(questions
                        .sheet(new AskedTask("userTask_decideWhatMustStay", reference, null), Stage.NALEDI)
                        .get("cause"))
                .asString()
                .contains("find out who the person is");

        requests.cancel(stage.proofOf(FRED), reference);
        assertThat(stage.status(third)).isEqualTo(RequestStatus.CANCELLED);
    }

    @Test
    void letsWhomStaffHaveSeenStopItAllTheSame() {
        stopTwice();
        var third = stage.withdraw(FRED);

        requests.cancel(seenAs(stage.record(FRED)), Stage.reference(third));

        assertThat(stage.status(third)).isEqualTo(RequestStatus.CANCELLED);
    }

    /** Two people share a mobile; staff have seen one of them, and the other wants to be removed. */
    @Test
    void letsNobodyStopItWhomStaffHaveSeenAsThePersonOfAnotherRecord() {
        stopTwice();
        var mallory = contacts.add(new Contact(ABC_MOTORS, "Mallory", "Maseko", "test").reachedAt(FREDS_MOBILE));
        var third = stage.withdraw(FRED);
        var reference = Stage.reference(third);

        for (var seen : List.of(seenAs(), seenAs(mallory))) {
            assertThatThrownBy(() -> requests.cancel(seen, reference)).isInstanceOf(LeftToStaff.class);
        }
        assertThat(stage.status(third)).isEqualTo(RequestStatus.RECEIVED);
        requests.cancel(seenAs(mallory, stage.record(FRED)), reference);
        assertThat(stage.status(third)).isEqualTo(RequestStatus.CANCELLED);
    }

    private Proof seenAs(Contact... records) {
        return seenAs(Set.of(), records);
    }

    private Proof seenAs(Set<Address> further, Contact... records) {
        var ticked = Stream.of(records).map(Contact::pseudonym).collect(Collectors.toSet());
        return new Proof(ABC_MOTORS, FREDS_MOBILE, stage.clock().instant(), further, true, ticked);
    }

    /** His mailbox is read by somebody else; staff have seen him, and he gives it up. */
    @Test
    void letsTheOldAddressStopNoAlterationOfWhomStaffHaveSeen() {
        stage.proofOf(FRED);
        var reference = alterations.ask(seenAs(Set.of(NEW), stage.record(FRED)), newAddress(), "test");
        stage.work();
        var theirs = linkIn(Received.by(application).newest(FRED.value()).orElseThrow());

        assertThatThrownBy(() -> requests.cancel(stage.proofOf(FRED), reference))
                .isInstanceOf(LeftToStaff.class);
        assertThatThrownBy(() -> requests.cancel(theirs)).isInstanceOf(LeftToStaff.class);
        stage.passThePause();

        assertThat(stage.record(FREDS_MOBILE).email()).contains(NEW);
    }

    @Test
    void letsWhomStaffHaveSeenStopTheirOwnAlteration() {
        stage.proofOf(FRED);
        var process = stage.processOf(alterations.ask(seenAs(Set.of(NEW), stage.record(FRED)), newAddress(), "test"));

        requests.cancel(stage.proofOf(FREDS_MOBILE), Stage.reference(process));

        assertThat(stage.status(process)).isEqualTo(RequestStatus.CANCELLED);
    }

    @Test
    void letsTheOldAddressStopWhomStaffHaveSeenAsThePersonOfAnotherRecord() {
        stage.proofOf(FRED);
        var mallory = contacts.add(new Contact(ABC_MOTORS, "Mallory", "Maseko", "test").reachedAt(MALLORY));
        var process = stage.processOf(alterations.ask(seenAs(Set.of(NEW), mallory), newAddress(), "test"));

        requests.cancel(stage.proofOf(FRED), Stage.reference(process));

        assertThat(stage.status(process)).isEqualTo(RequestStatus.CANCELLED);
    }

    private static AlterationAsked newAddress() {
        return new AlterationAsked(Map.of(Field.EMAIL, NEW.value()), null);
    }

    @Test
    void letsWhomStaffHaveSeenAlterWhatTheOtherAddressIsAltering() {
        var theirs = stage.alter(FRED, Map.of(Field.NAME, "Rex"));
        stage.work();
        var back = new AlterationAsked(Map.of(Field.NAME, "Frederick"), null);
        assertThatThrownBy(() -> alterations.ask(stage.proofOf(FREDS_MOBILE), back, "test"))
                .hasMessageContaining("ALTERATION_IS_OPEN");
        var seen = seenAs(stage.record(FRED));
        assertThat(alterations.inTheWay(seen)).isEmpty();

        var his = stage.processOf(alterations.ask(seen, back, "test"));
        stage.work();

        assertThat(stage.record(FRED).firstName()).isEqualTo("Frederick");
        assertThat(saidByNow(theirs)).isEqualTo("Frederick");
        assertThat(saidByNow(his)).isNull();
        assertThatThrownBy(() -> alterations.ask(seen, newName("Fred"), "test"))
                .hasMessageContaining("ALTERATION_IS_OPEN");
    }

    @Test
    void letsWhomStaffHaveSeenAlterWhatTheOtherAddressHasJustAltered() {
        var theirs = stage.alter(FRED, Map.of(Field.NAME, "Rex"));
        stage.work();
        stage.answerEverywhere(theirs, Map.of("NAME", "DONE"));
        var mallory = contacts.add(new Contact(ABC_MOTORS, "Mallory", "Maseko", "test").reachedAt(MALLORY));
        for (var other : List.of(stage.proofOf(FREDS_MOBILE), seenAs(mallory))) {
            assertThat(alterations.inTheWay(other)).contains(AlterationRefused.Reason.TOO_SOON);
        }

        assertThat(alterations.inTheWay(seenAs(stage.record(FRED)))).isEmpty();
    }

    private static AlterationAsked newName(String name) {
        return new AlterationAsked(Map.of(Field.NAME, name), null);
    }

    /** What the sheet for a system says of our own record; null where it stands as this alteration left it. */
    private Object saidByNow(ProcessInstance process) {
        var task = stage.tasks(process, "userTask_makeSameChanges").get(0);
        var sheet = questions.sheet(
                new AskedTask(task.getTaskDefinitionKey(), Stage.reference(process), stage.systemOf(task)),
                Stage.NALEDI);
        var fields = (List<?>) sheet.get("fields");
        return ((Map<?, ?>) fields.get(0)).get("now");
    }

    /** Mallory asks first, so that the answer goes to her alone; he asks for the same. */
    @Test
    void answersEachAddressThatAskedForARemoval() {
        var process = stage.withdraw(FRED);
        stage.work();
        var reference = Stage.reference(process);
        var his =
                linkIn(Received.by(application).newestText(FREDS_MOBILE.value()).orElseThrow());
        assertThat(requests.isOfWhoAsked(his)).isFalse();
        assertThat(requests.heldFor(stage.proofOf(FREDS_MOBILE)).removal()).isNull();

        for (int i = 0; i < 2; i++) {
            assertThat(stage.deIdentify(FREDS_MOBILE).getId()).isEqualTo(process.getId());
        }
        assertThat(requests.heldFor(stage.proofOf(FREDS_MOBILE)).removal()).isEqualTo(reference);
        stage.carryThrough(process);

        for (var kind : List.of("RECEIPT", "CONFIRMATION")) {
            assertThat(stage.notices(process, kind)).as(kind).isEqualTo(2);
        }
        assertThat(requests.isOfWhoAsked(his)).isTrue();
        assertThat(requests.isOfWhoAsked(stage.proofOf(FREDS_MOBILE), reference))
                .isTrue();
        reviews.ask(reference, "I want to know what was kept.", Reviews.PERSON);
        reviews.decide(reference, Map.of("decision", "UPHOLD", "words", "Nothing was kept at all."), "thabo");
        assertThat(stage.notices(process, "REVIEW_DECIDED")).isEqualTo(2);
    }

    @Test
    void givesACaseOfTheirOwnToWhoAsksOnceTheAnswerIsWritten() {
        var process = stage.withdraw(FRED);
        stage.work();
        stage.decideThatNothingHolds(process);
        stage.passThePause();
        stage.answerAll(process, "DONE");
        management.executeJob(management
                .createJobQuery()
                .activityId("serviceTask_confirmToPerson")
                .singleResult()
                .getId());
        assertThat(stage.notices(process, "CONFIRMATION")).isOne();

        var own = stage.deIdentify(FREDS_MOBILE);
        assertThat(own.getId()).isNotEqualTo(process.getId());
        assertThat(stage.notices(own, "RECEIPT")).isOne();
        assertThat(stage.withdraw(FRED).getId()).isEqualTo(process.getId());
    }

    @Test
    void isOneRemovalOfTwoAddressesThatAskInOneInstant() {
        stage.proofOf(FRED);
        var turn = new AtomicInteger();
        var both = List.of(FRED, FREDS_MOBILE);

        var references =
                Rush.of(() -> withdrawals.receive(stage.proofOf(both.get(turn.getAndIncrement() % 2)), "test"));

        assertThat(Set.copyOf(references)).hasSize(1);
        var process = stage.processOf(references.get(0));
        assertThat(stage.notices(process, "RECEIPT")).isEqualTo(2);
        for (var asker : both) {
            assertThat(requests.isOfWhoAsked(stage.proofOf(asker), references.get(0)))
                    .isTrue();
        }
    }

    @Test
    void answersNobodyWhoWasOnlyWarned() {
        var process = stage.carryThrough(FRED);

        for (var kind : List.of("RECEIPT", "CONFIRMATION")) {
            assertThat(stage.notices(process, kind)).as(kind).isOne();
        }
        assertThat(requests.isOfWhoAsked(stage.proofOf(FREDS_MOBILE), Stage.reference(process)))
                .isFalse();
    }

    @Test
    void saysToEachAddressThatAskedThatEverythingStays() {
        var process = stage.withdraw(FRED);
        stage.withdraw(FREDS_MOBILE);
        stage.work();

        stage.endThatAllHolds(process);

        assertThat(stage.notices(process, "REFUSAL")).isEqualTo(2);
        assertThat(stage.notices(process, "CONFIRMATION")).isEqualTo(2);
    }

    @Test
    void countsWhatWasStoppedFromAnAddressThatHadAskedForItToo() {
        stopFirstAskedByWhoStopsIt(2);
        var third = stage.withdraw(FREDS_MOBILE);
        stage.withdraw(FRED);
        var reference = Stage.reference(third);

        for (var asker : List.of(FRED, FREDS_MOBILE)) {
            assertThatThrownBy(() -> requests.cancel(stage.proofOf(asker), reference))
                    .as(asker.masked())
                    .isInstanceOf(LeftToStaff.class);
        }
        assertThat(stage.status(third)).isEqualTo(RequestStatus.RECEIVED);
        requests.cancel(seenAs(stage.record(FRED)), reference);
        assertThat(stage.status(third)).isEqualTo(RequestStatus.CANCELLED);
    }

    @Test
    void letsEitherOfTwoWhoAskedStopItWhileNeitherHasStoppedTooMany() {
        stopFirstAskedByWhoStopsIt(1);
        var second = stage.withdraw(FREDS_MOBILE);
        stage.withdraw(FRED);

        requests.cancel(stage.proofOf(FREDS_MOBILE), Stage.reference(second));

        assertThat(stage.status(second)).isEqualTo(RequestStatus.CANCELLED);
    }

    /** What he stops himself is nobody's doing but his. */
    @Test
    void countsNothingThatWasStoppedFromWhereItIsAsked() {
        for (int i = 0; i < 2; i++) {
            var process = stage.withdraw(FREDS_MOBILE);
            stage.withdraw(FRED);
            requests.cancel(stage.proofOf(FRED), Stage.reference(process));
            stage.work();
        }
        var third = stage.withdraw(FRED);

        requests.cancel(stage.proofOf(FREDS_MOBILE), Stage.reference(third));

        assertThat(stage.status(third)).isEqualTo(RequestStatus.CANCELLED);
    }

    private void stopFirstAskedByWhoStopsIt(int times) {
        for (int i = 0; i < times; i++) {
            var process = stage.withdraw(FREDS_MOBILE);
            stage.withdraw(FRED);
            requests.cancel(stage.proofOf(FREDS_MOBILE), Stage.reference(process));
            stage.work();
        }
    }

    @Test
    void forgetsAfterAMonthWhoStoppedWhat() {
        stopTwice();
        stage.pass(Duration.ofDays(31));
        var third = stage.withdraw(FRED);

        requests.cancel(stage.proofOf(FREDS_MOBILE), Stage.reference(third));

        assertThat(stage.status(third)).isEqualTo(RequestStatus.CANCELLED);
    }

    private void stopTwice() {
        for (int i = 0; i < 2; i++) {
            requests.cancel(stage.proofOf(FREDS_MOBILE), Stage.reference(stage.withdraw(FRED)));
            stage.work();
        }
    }

    @Test
    void leadsFromNoClosedCaseToWhatIsLeftOfTheRecord() {
        var process = stage.withdraw(FRED);
        stage.work();
        stage.endThatAllHolds(process);
        assertThat(database.sql("select count(*) from request_record")
                        .query(Integer.class)
                        .single())
                .isOne();

        stage.carryThrough(FRED);

        assertThat(database.sql("select count(*) from request_record")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private Held.Row row(Proof proof) {
        return requests.heldFor(proof).records().get(0);
    }

    private Proof proofOf(Address first, Address... further) {
        return new Proof(ABC_MOTORS, first, stage.proofOf(first).provenAt(), Set.of(further), false);
    }
}
