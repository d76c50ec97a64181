package org.pidesk.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.pidesk.kernel.Channel.EMAIL;
import static org.pidesk.kernel.Channel.SMS;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.pidesk.sandbox.SamplePeople.THANDIS_MOBILE;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.OnePage;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.consent.MarketingConsent.State;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Diary;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@PiDeskTest
class ConsentsTest {
    private static final String NALEDI = "naledi";
    private static final byte[] PAPER = OnePage.pdf();

    @Autowired
    Consents consents;

    @Autowired
    Interests interests;

    @Autowired
    Contacts contacts;

    @Autowired
    Diary diary;

    @Autowired
    Suppressions suppressions;

    @Autowired
    SamplePeople people;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionOperations transaction;

    private String cars;
    private String workshop;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
        cars = interests.add(ABC_MOTORS, "New cars", "New models and test drives.", NALEDI);
        workshop = interests.add(ABC_MOTORS, "Workshop", "Services that are due.", NALEDI);
    }

    @Test
    void takesAYesWithoutProofForNone() {
        assertThat(contacts.get(of(THANDI)).consentToMarket()).isTrue();

        assertThat(consents.mayMarket(of(THANDI), EMAIL, null)).isFalse();
        assertThat(consents.state(of(THANDI), EMAIL, null)).isEqualTo(State.NEVER_ASKED);
    }

    @Test
    void keepsAYesPerChannelAndInterest() {
        subscribe(THANDI, cars);

        assertThat(consents.mayMarket(of(THANDI), EMAIL, cars)).isTrue();
        assertThat(consents.mayMarket(of(THANDI), EMAIL, workshop)).isFalse();
        assertThat(consents.mayMarket(of(THANDI), EMAIL, null)).isFalse();
        assertThat(consents.mayMarket(of(THANDI), SMS, cars)).isFalse();
    }

    @Test
    void takesAYesToAllForAYesToEachUntilOneIsTakenOut() {
        subscribe(THANDI, null);
        assertThat(consents.mayMarket(of(THANDI), EMAIL, cars)).isTrue();

        consents.withdraw(of(THANDI), EMAIL, cars, byLink());

        assertThat(consents.mayMarket(of(THANDI), EMAIL, cars)).isFalse();
        assertThat(consents.mayMarket(of(THANDI), EMAIL, workshop)).isTrue();
        assertThat(consents.mayMarket(of(THANDI), EMAIL, null)).isTrue();
    }

    @Test
    void takesEveryYesWithANoToAll() {
        subscribe(THANDI, null);
        subscribe(THANDI, cars);

        assertThat(consents.withdrawAll(of(THANDI), byLink())).isTrue();
        assertThat(consents.withdrawAll(of(THANDI), byLink())).isFalse();

        assertThat(consents.of(of(THANDI))).noneMatch(MarketingConsent::isGiven);
        assertThat(consents.mayMarket(of(THANDI), EMAIL, cars)).isFalse();
        assertThat(contacts.get(of(THANDI)).consentToMarket()).isFalse();
        assertThat(contacts.get(of(THANDI)).consentToProcess()).isTrue();
    }

    @Test
    void letsANewYesToOneThingStandAfterANoToAll() {
        consents.withdrawAll(of(THANDI), byLink());

        subscribe(THANDI, cars);

        assertThat(consents.mayMarket(of(THANDI), EMAIL, cars)).isTrue();
        assertThat(consents.mayMarket(of(THANDI), EMAIL, workshop)).isFalse();
        assertThat(consents.mayMarket(of(THANDI), EMAIL, null)).isFalse();
    }

    @Test
    void keepsEverythingThatWasEverSaid() {
        subscribe(THANDI, cars);
        consents.withdraw(of(THANDI), EMAIL, cars, byLink());
        subscribe(THANDI, cars);

        assertThat(consents.history(of(THANDI)))
                .extracting(MarketingConsent::state)
                .containsExactly(State.GIVEN, State.WITHDRAWN, State.GIVEN);
        assertThat(consents.history(of(THANDI)).get(0).evidence().wording()).isEqualTo("marketing/1");
        assertThat(consents.of(of(THANDI))).hasSize(1);
    }

    @Test
    void allowsACustomerToBeToldOfSimilarProductsUntilTheyObject() {
        var record = contacts.add(new Contact(ABC_MOTORS, "Zola", "Mbeki", "Bought a van")
                        .reachedAt(EmailAddress.parse("zola@example.com")))
                .id();

        consents.give(record, EMAIL, workshop, Ground.CUSTOMER, atASale());
        assertThat(consents.mayMarket(record, EMAIL, workshop)).isTrue();
        assertThat(contacts.get(record).consentToMarket()).isFalse();

        consents.withdraw(record, EMAIL, workshop, byLink());
        assertThat(consents.mayMarket(record, EMAIL, workshop)).isFalse();
        assertThatThrownBy(() -> consents.give(record, EMAIL, workshop, Ground.CUSTOMER, atASale()))
                .isInstanceOf(ConsentRefused.class)
                .hasMessageContaining("objected");
    }

    @Test
    void letsASaleStandBesideAYesAndReplaceNothing() {
        var record = of(THANDI);
        consents.giveOnPaper(record, EMAIL, cars, signed(), PAPER);

        consents.give(record, EMAIL, cars, Ground.CUSTOMER, atASale());

        assertThat(consents.of(record))
                .extracting(MarketingConsent::ground)
                .containsExactly(Ground.CONSENT, Ground.CUSTOMER);
        assertThat(consents.of(record).get(0).evidence().kind()).isEqualTo(Evidence.Kind.PAPER);
        assertThat(interests.groups(ABC_MOTORS))
                .filteredOn(group -> group.interest().code().equals(cars))
                .extracting(Interests.Group::byEmail)
                .containsExactly(1L);

        consents.withdraw(record, EMAIL, cars, byLink());

        assertThat(consents.of(record)).extracting(MarketingConsent::state).containsExactly(State.WITHDRAWN);
        assertThat(consents.history(record)).hasSize(3);
        assertThat(consents.mayMarket(record, EMAIL, cars)).isFalse();
    }

    @Test
    void liftsNoNoByAPaperThatIsOlder() {
        var record = of(THANDI);
        consents.withdrawAll(record, byLink());
        var yesterday = LocalDate.now(clock).minusDays(1);

        assertThatThrownBy(() -> consents.giveOnPaper(record, EMAIL, cars, signed().on(yesterday), PAPER))
                .isInstanceOf(ConsentRefused.class)
                .hasMessageContaining("no since that day");
        consents.giveOnPaper(record, EMAIL, cars, signed().on(yesterday.plusDays(1)), PAPER);

        assertThat(consents.mayMarket(record, EMAIL, cars)).isTrue();
    }

    private static Evidence signed() {
        return Evidence.of(Evidence.Kind.PAPER).takenBy(NALEDI, null);
    }

    @Test
    void refusesAYesThatNothingShows() {
        for (var kind : List.of(Evidence.Kind.VERBAL, Evidence.Kind.RECORDED_CALL, Evidence.Kind.DOUBLE_OPT_IN)) {
            assertThatThrownBy(() -> consents.give(of(THANDI), EMAIL, null, Ground.CONSENT, Evidence.of(kind)))
                    .as(kind.name())
                    .isInstanceOf(ConsentRefused.class);
        }
        assertThatThrownBy(() -> consents.give(of(THANDI), EMAIL, null, Ground.CONSENT, atASale()))
                .isInstanceOf(ConsentRefused.class);
        assertThat(consents.history(of(THANDI))).isEmpty();
    }

    @Test
    void refusesAYesOfARecordThatIsOnlyStoredOrHasNoSuchAddress() {
        assertThatThrownBy(() -> subscribe(PIETER, null, of(PIETER)))
                .isInstanceOf(ConsentRefused.class)
                .hasMessageContaining("address");
        contacts.restrict(of(THANDI));

        assertThatThrownBy(() -> subscribe(THANDI, null))
                .isInstanceOf(ConsentRefused.class)
                .hasMessageContaining("only stored");
    }

    @Test
    void sealsASignedPaperAndOpensItForItsOwnPersonOnly() {
        var evidence = Evidence.of(Evidence.Kind.PAPER).worded("marketing/1").takenBy(NALEDI, null);
        consents.giveOnPaper(of(THANDI), EMAIL, null, evidence, PAPER);
        var reference = consents.of(of(THANDI)).get(0).evidence().reference();

        var paper = consents.paper(of(THANDI), reference).orElseThrow();

        assertThat(paper.document()).isEqualTo(PAPER);
        assertThat(paper.mediaType()).isEqualTo("application/pdf");
        assertThat(consents.paper(of(FRED), reference)).isEmpty();
        assertThat(consents.paper(of(THANDI), Reference.random())).isEmpty();
    }

    @Test
    void takesNoFileThatIsNoPaper() {
        var evidence = Evidence.of(Evidence.Kind.PAPER).worded("marketing/1").takenBy(NALEDI, null);

        for (var file : List.of("MZ\u0090 a program", "<html>", "", "%PD")) {
            assertThatThrownBy(() -> consents.giveOnPaper(
                            of(THANDI), EMAIL, null, evidence, file.getBytes(StandardCharsets.ISO_8859_1)))
                    .isInstanceOf(ConsentRefused.class);
        }
        assertThat(database.sql("select count(*) from vault_envelope")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void forgetsWhatADeIdentifiedPersonSaidWithTheirPapers() {
        var evidence = Evidence.of(Evidence.Kind.PAPER).worded("marketing/1").takenBy(NALEDI, null);
        var thandi = of(THANDI);
        consents.giveOnPaper(thandi, EMAIL, null, evidence, PAPER);

        contacts.deIdentify(thandi);

        assertThat(consents.history(thandi)).isEmpty();
        assertThat(database.sql("select count(*) from vault_envelope")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void endsAllMarketingAtAnAddressForEverybodyWhoReadsThere() {
        for (var aisha : contacts.heldAt(ABC_MOTORS, AISHA)) {
            subscribe(AISHA, cars, aisha.id());
        }

        assertThat(consents.endAt(ABC_MOTORS, AISHA, byLink())).isTrue();
        assertThat(consents.endAt(ABC_MOTORS, AISHA, byLink())).isFalse();

        assertThat(contacts.heldAt(ABC_MOTORS, AISHA))
                .allSatisfy(aisha ->
                        assertThat(consents.mayMarket(aisha.id(), EMAIL, cars)).isFalse());
        assertThat(suppressions.covers(ABC_MOTORS, AISHA)).isTrue();
    }

    @Test
    void stopsAnAddressThatNoRecordCarriesToo() {
        var stranger = Address.parse("stranger@example.net");

        assertThat(consents.endAt(ABC_MOTORS, stranger, byLink())).isTrue();
        assertThat(consents.endAt(ABC_MOTORS, stranger, byLink())).isFalse();

        assertThat(suppressions.covers(ABC_MOTORS, stranger)).isTrue();
        assertThat(facts("MARKETING_ENDED")).isOne();
    }

    /** Whoever imports a list again, or makes a second record, brings no yes back. */
    @Test
    void isLiftedByNoRecordThatIsMadeAgain() {
        subscribe(THANDI, cars);
        consents.withdraw(of(THANDI), EMAIL, cars, byLink());
        consents.endAt(ABC_MOTORS, FRED, byLink());

        var thandiAgain = imported(THANDI);
        subscribe(THANDI, null, thandiAgain);
        subscribe(THANDI, cars, thandiAgain);
        var fredAgain = imported(FRED);
        subscribe(FRED, cars, fredAgain);

        assertThat(consents.mayMarket(thandiAgain, EMAIL, cars)).isFalse();
        assertThat(consents.mayMarket(fredAgain, EMAIL, cars)).isFalse();
        assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
    }

    @Test
    void sendsNothingToAnAddressThatIsContested() {
        subscribe(THANDI, cars);

        contacts.contest(of(THANDI), Field.EMAIL, Reference.random());

        assertThat(consents.mayMarket(of(THANDI), EMAIL, cars)).isFalse();
    }

    @Test
    void knowsNothingOfWhatWasSaidToAnotherOrganisation() {
        consents.endAt(SEA_POINT_CARS, THANDI, byLink());
        subscribe(THANDI, cars);

        assertThat(consents.mayMarket(of(THANDI), EMAIL, cars)).isTrue();
    }

    @Test
    void saysForManyAddressesAtOnceWhatWasSaidThere() {
        subscribe(THANDI, null);
        consents.withdrawAll(of(FRED), byLink());
        consents.withdraw(of(PIETER), SMS, null, byLink());

        assertThat(consents.said(
                        ABC_MOTORS, List.of(THANDI, FRED, AISHA, PIETER, Address.parse("nobody@example.com")), null))
                .containsOnlyKeys(THANDI, FRED, PIETER)
                .containsEntry(THANDI, State.GIVEN)
                .containsEntry(FRED, State.WITHDRAWN)
                .containsEntry(PIETER, State.WITHDRAWN);
        // who said no to mail is not asked by text message
        assertThat(consents.said(ABC_MOTORS, List.of(SamplePeople.FREDS_MOBILE), null))
                .containsValue(State.WITHDRAWN);
        assertThat(consents.said(ABC_MOTORS, List.of(THANDIS_MOBILE), null)).isEmpty();
    }

    @Test
    void takesANoToOneThingForOneWhereThatIsAskedOrEverything() {
        consents.withdraw(of(FRED), EMAIL, cars, byLink());

        assertThat(consents.said(ABC_MOTORS, List.of(FRED), cars)).containsEntry(FRED, State.WITHDRAWN);
        assertThat(consents.said(ABC_MOTORS, List.of(FRED), null)).containsEntry(FRED, State.WITHDRAWN);
        assertThat(consents.said(ABC_MOTORS, List.of(FRED), workshop)).isEmpty();
    }

    @Test
    void knowsAYesThatStandsBesideANoToSomethingElse() {
        assertThat(consents.isAnyYes(ABC_MOTORS, THANDI)).isFalse();

        subscribe(THANDI, cars);
        consents.withdraw(of(THANDI), EMAIL, workshop, byLink());
        assertThat(consents.isAnyYes(ABC_MOTORS, THANDI)).isTrue();
        assertThat(consents.isAnyYes(ABC_MOTORS, THANDIS_MOBILE)).isFalse();
        assertThat(consents.isAnyYes(SEA_POINT_CARS, THANDI)).isFalse();

        consents.withdraw(of(THANDI), EMAIL, cars, byLink());
        assertThat(consents.isAnyYes(ABC_MOTORS, THANDI)).isFalse();
    }

    @Test
    void takesNoYesOfARecordThatIsOnlyStored() {
        subscribe(THANDI, cars);

        contacts.restrict(of(THANDI));

        assertThat(consents.isAnyYes(ABC_MOTORS, THANDI)).isFalse();
    }

    /** The one that is written to comes first in the database, and last of all that are meant. */
    @Test
    void waitsForItsRecordsInTheOrderInWhichEverybodyDoes() {
        var records = Stream.generate(() -> imported(EmailAddress.parse("one" + UUID.randomUUID() + "@example.org")))
                .limit(40)
                .sorted(Comparator.comparing(UUID::toString))
                .toList();
        var written = records.get(0);
        var last = records.get(39);
        var address = contacts.get(last).addresses().findFirst().orElseThrow();

        var meanwhile = transaction.execute(open -> {
            contacts.lock(written);
            var ending = CompletableFuture.runAsync(() -> consents.endAt(ABC_MOTORS, address, written, byLink()));
            await().until(() -> ending.isDone() || somebodyWaits());
            assertThat(isFree(last)).isTrue();
            return ending;
        });
        meanwhile.join();

        assertThat(consents.state(written, EMAIL, null)).isEqualTo(State.WITHDRAWN);
        assertThat(consents.state(last, EMAIL, null)).isEqualTo(State.WITHDRAWN);
    }

    private boolean somebodyWaits() {
        return database.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    private boolean isFree(UUID record) {
        return database.sql("select id from contact where id = ? for update skip locked")
                .param(record)
                .query(UUID.class)
                .optional()
                .isPresent();
    }

    @Test
    void remembersNothingOfAnAddressThatStays() {
        consents.withdrawAll(of(FRED), byPhone());

        contacts.change(of(FRED), Field.EMAIL, FRED.value());
        contacts.change(of(FRED), Field.MOBILE, SamplePeople.FREDS_MOBILE.value());

        assertThat(suppressions.covers(ABC_MOTORS, FRED)).isFalse();
        assertThat(suppressions.covers(ABC_MOTORS, SamplePeople.FREDS_MOBILE)).isFalse();
    }

    @Test
    void remembersANoAtAnAddressThatLeavesItsRecord() {
        consents.withdrawAll(of(FRED), byPhone());

        contacts.change(of(FRED), Field.EMAIL, "fred.new@example.com");

        assertThat(suppressions.covers(ABC_MOTORS, FRED)).isTrue();
        assertThat(suppressions.covers(ABC_MOTORS, SamplePeople.FREDS_MOBILE)).isFalse();
    }

    @Test
    void remembersNoNoWhereNobodySaidNoToAll() {
        consents.withdraw(of(FRED), EMAIL, cars, byLink());
        var thandi = of(THANDI);

        contacts.change(of(FRED), Field.EMAIL, "fred.new@example.com");
        contacts.change(thandi, Field.EMAIL, "thandi.new@example.com");

        assertThat(suppressions.covers(ABC_MOTORS, FRED)).isFalse();
        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isFalse();
    }

    @Test
    void notesWhenSomebodySubscribedAndUnsubscribed() {
        var thandi = of(THANDI);

        subscribe(THANDI, cars);
        consents.withdraw(thandi, EMAIL, cars, byLink());
        consents.withdraw(thandi, EMAIL, cars, byLink());
        subscribe(THANDI, null);
        consents.endAt(ABC_MOTORS, THANDI, byLink());

        assertThat(diary.of(thandi))
                .extracting(note -> note.what() + " " + note.detail())
                .containsExactlyInAnyOrder(
                        "CREATED ", "SUBSCRIBED new-cars", "UNSUBSCRIBED new-cars", "SUBSCRIBED ", "UNSUBSCRIBED ");
    }

    @Test
    void rewritesNoHistory() {
        subscribe(THANDI, cars);

        assertThatThrownBy(() -> database.sql("update marketing_consent set evidence = 'PAPER'")
                        .update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void leavesAFactForEachChangeWithoutSayingWho() {
        subscribe(THANDI, cars);
        consents.withdraw(of(THANDI), EMAIL, cars, byLink());
        consents.withdraw(of(THANDI), EMAIL, cars, byLink());

        assertThat(facts("CONSENT_GIVEN")).isOne();
        assertThat(facts("CONSENT_WITHDRAWN")).isOne();
    }

    private UUID imported(EmailAddress address) {
        return contacts.add(new Contact(ABC_MOTORS, "Once", "Again", "Imported")
                        .reachedAt(address)
                        .consentsToMarketing())
                .id();
    }

    private void subscribe(EmailAddress address, String interest) {
        subscribe(address, interest, of(address));
    }

    private void subscribe(Address address, String interest, UUID record) {
        consents.give(
                record,
                EMAIL,
                interest,
                Ground.CONSENT,
                Evidence.of(Evidence.Kind.DOUBLE_OPT_IN).worded("marketing/1"));
    }

    private static Evidence byPhone() {
        return Evidence.of(Evidence.Kind.VERBAL).takenBy(NALEDI, "By telephone, on Monday.");
    }

    private static Evidence byLink() {
        return Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK);
    }

    private static Evidence atASale() {
        return Evidence.of(Evidence.Kind.SALE).takenBy(NALEDI, "Told of it in the contract.");
    }

    private UUID of(Address address) {
        return contacts.heldAt(ABC_MOTORS, address).get(0).id();
    }

    private int facts(String kind) {
        return database.sql("select count(*) from fact where kind = ?")
                .param(kind)
                .query(Integer.class)
                .single();
    }
}
