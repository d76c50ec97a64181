package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.THANDIS_MOBILE;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Rush;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.notice.TextReceipts.State;
import org.pidesk.sandbox.Received;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the carrier says in any order, and what people answer. */
@PiDeskTest
class TextReturnsTest {
    private static final List<State> EVENTS =
            List.of(State.ENROUTE, State.ACCEPTD, State.DELIVRD, State.EXPIRED, State.UNKNOWN);

    @Autowired
    TextReturns returns;

    @Autowired
    TextReceipts receipts;

    @Autowired
    SentMessages sent;

    @Autowired
    Notices notices;

    @Autowired
    Sender sender;

    @Autowired
    Contacts contacts;

    @Autowired
    Undeliverables undeliverables;

    @Autowired
    Suppressions suppressions;

    @Autowired
    SamplePeople people;

    @Autowired
    JdbcClient database;

    @Autowired
    ApplicationContext application;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
    }

    /** All 120 orders of five things, with the carrier's word that it took the message anywhere among them. */
    @Test
    void knowsTheSameInTheEndWhateverTheOrder() {
        var orders = new ArrayList<List<State>>();
        permute(new ArrayList<>(), EVENTS, orders);
        for (int i = 0; i < orders.size(); i++) {
            var name = "m" + i;
            for (int k = 0; k < EVENTS.size(); k++) {
                if (k == i % EVENTS.size()) {
                    receipts.await(List.of(name), UUID.randomUUID());
                }
                receipts.note(name, orders.get(i).get(k));
                receipts.note(name, orders.get(i).get(k));
            }

            assertThat(receipts.stateOf(name)).as(orders.get(i).toString()).contains(State.DELIVRD);
        }
        assertThat(orders).hasSize(120);
        assertThat(receipts.nextLost()).isEmpty();
    }

    @Test
    void neverTakesBackThatItWasDelivered() {
        receipts.await(List.of("one"), UUID.randomUUID());
        receipts.note("one", State.DELIVRD);
        for (var later : State.values()) {
            receipts.note("one", later);
        }

        assertThat(receipts.stateOf("one")).contains(State.DELIVRD);
    }

    @Test
    void reportsATextThatDidNotArriveAlsoWhereTheReceiptWasFaster() {
        var message = UUID.randomUUID();
        sent.note(new Stamp(message, ABC_MOTORS, Kind.RECEIPT, "<1@x>", Instant.EPOCH), PIETER);

        returns.receipt("early", "UNDELIV");
        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();
        receipts.await(List.of("early"), message);
        returns.tellLost();
        returns.receipt("early", "UNDELIV");

        assertThat(undeliverables.open(ABC_MOTORS)).singleElement().satisfies(row -> {
            assertThat(row.address()).isEqualTo(PIETER);
            assertThat(row.about().hard()).isFalse();
            assertThat(row.about().times()).isOne();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "DELIVRD; drop table text_receipt", "delivrd", "NONSENSE"})
    void takesNoStateThatNobodyKnows(String state) {
        returns.receipt("odd", state);

        assertThat(receipts.stateOf("odd")).isEmpty();
    }

    @Test
    void tellsFromTheSandboxToTheReport() {
        var outOfReach = MobileNumber.parse("082 555 0404");
        contacts.add(new Contact(ABC_MOTORS, "Busi", "Dlamini", "Walked in").reachedAt(outOfReach));
        notices.send(Samples.code(outOfReach));

        sender.sendDue();

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            returns.tellLost();
            assertThat(undeliverables.open(ABC_MOTORS)).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                "stop",
                " Stop! ",
                "STOP.",
                "unsubscribe",
                "Opt-out",
                "STAAK",
                "STOP asb",
                "stop messaging me",
                "STOP sending me these sms or I will report you to the regulator"
            })
    void honoursAStopAndConfirmsItOnce(String words) {
        notices.send(Samples.code(THANDIS_MOBILE));
        sender.sendDue();

        for (int i = 0; i < 3; i++) {
            returns.text(THANDIS_MOBILE.value().substring(1), words);
        }
        sender.sendDue();

        assertThat(suppressions.covers(ABC_MOTORS, THANDIS_MOBILE)).isTrue();
        assertThat(contacts.heldAt(ABC_MOTORS, THANDIS_MOBILE))
                .allSatisfy(contact -> assertThat(contact.consentToMarket()).isFalse())
                .allSatisfy(contact -> assertThat(contact.consentToProcess()).isTrue());
        assertThat(confirmations()).isOne();
        assertThat(Received.by(application).newestText(THANDIS_MOBILE.value()))
                .hasValueSatisfying(text -> assertThat(text).contains("no more marketing"));
    }

    /** ABC Motors wrote last: Sea Point Cars, where she is a customer too, is not meant. */
    @Test
    void stopsOnceHoweverManyNodesHearOfItAtOnce() {
        for (int round = 0; round < Rush.ROUNDS; round++) {
            var mobile = MobileNumber.parse("0825557%03d".formatted(round));
            notices.send(Samples.code(mobile));
            sender.sendDue();

            Rush.of(() -> {
                returns.text(mobile.value(), "STOP");
                return true;
            });

            assertThat(suppressions.covers(ABC_MOTORS, mobile)).isTrue();
            assertThat(rows("fact where kind = 'MARKETING_STOPPED_BY_TEXT'")).isEqualTo(round + 1);
            assertThat(rows("notice where kind = 'STOPPED'")).isEqualTo(round + 1);
        }
    }

    private long rows(String of) {
        return database.sql("select count(*) from " + of).query(Long.class).single();
    }

    @Test
    void isMeantForWhoWrote() {
        notices.send(Samples.code(THANDIS_MOBILE));
        sender.sendDue();

        returns.text("0825550101", "STOP");

        assertThat(suppressions.covers(ABC_MOTORS, THANDIS_MOBILE)).isTrue();
        assertThat(suppressions.covers(SamplePeople.SEA_POINT_CARS, THANDIS_MOBILE))
                .isFalse();
    }

    @Test
    void isMeantForEverybodyWhoCouldWhereNobodyWroteOfLate() {
        returns.text("+27825550101", "STOP");

        assertThat(suppressions.covers(ABC_MOTORS, THANDIS_MOBILE)).isTrue();
        assertThat(suppressions.covers(SamplePeople.SEA_POINT_CARS, THANDIS_MOBILE))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Don't stop", "Stop by on Saturday?", "Thank you", "SPOT"})
    void takesNothingElseForAStop(String words) {
        returns.text(THANDIS_MOBILE.value(), words);

        assertThat(suppressions.covers(ABC_MOTORS, THANDIS_MOBILE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PiDesk", "+447700900123", "12345", "' or 1=1"})
    void takesAStopFromNoNumberThatIsNone(String from) {
        returns.text(from, "STOP");

        assertThat(confirmations()).isZero();
    }

    private int confirmations() {
        return database.sql("select count(*) from notice where kind = 'STOPPED'")
                .query(Integer.class)
                .single();
    }

    private static void permute(List<State> before, List<State> left, List<List<State>> all) {
        if (left.isEmpty()) {
            all.add(List.copyOf(before));
        }
        for (var next : left) {
            var rest = new ArrayList<>(left);
            rest.remove(next);
            var more = new ArrayList<>(before);
            more.add(next);
            permute(more, rest, all);
        }
    }
}
