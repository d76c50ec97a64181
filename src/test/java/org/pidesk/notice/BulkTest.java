package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.notice.Samples.ABC_MOTORS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Diary;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.notice.Settlement.Outcome;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** The same to many, over a mail server that does what a test tells it to. */
@PiDeskTest
class BulkTest {
    private static final Set<String> OF_EACH = Set.of("unsubscribe", "details", "remove", "seen");

    @Autowired
    Organisations organisations;

    @Autowired
    Contacts contacts;

    @Autowired
    Diary diary;

    @Autowired
    Undeliverables undeliverables;

    @Autowired
    SentMessages sent;

    @Autowired
    Suppressions suppressions;

    @Autowired
    Composer composer;

    @Autowired
    ComplaintLinks complaints;

    @Autowired
    BulkGate gate;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient database;

    @Autowired
    MovableClock clock;

    @Autowired
    Bulk product;

    private ScriptedMailServer server;
    private Bulk bulk;

    @BeforeEach
    void abcMotorsAndItsMailServer() throws IOException {
        organisations.register(Samples.abcMotors());
        server = new ScriptedMailServer();
        var carriers = new Carriers(server.carrier(), (to, text, mark) -> List.of());
        bulk = new Bulk(composer, organisations, carriers, complaints, gate, ScriptedMailServer.properties(), clock);
    }

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    @Test
    void sendsEachTheirOwnOverFewConnections() {
        var all = recipients(40);

        try (var run = bulk.openMails(bulletin())) {
            assertThat(run.send(all.subList(0, 20)))
                    .extracting(Settlement::outcome)
                    .containsOnly(Outcome.SENT);
            assertThat(run.send(all.subList(20, 40)))
                    .extracting(Settlement::outcome)
                    .containsOnly(Outcome.SENT);
        }

        assertThat(server.mails()).hasSize(40);
        assertThat(server.connections()).isEqualTo(2);
        for (var recipient : all) {
            assertThat(server.mails())
                    .filteredOn(mail -> mail.contains("To: " + recipient.to().value() + "\n"))
                    .singleElement()
                    .satisfies(mail -> {
                        assertThat(mail).contains("Message-ID: <" + recipient.id() + "@pi-desk.example>");
                        assertThat(mail)
                                .contains(
                                        "List-Unsubscribe: <" + recipient.own().get("unsubscribe") + ">");
                        assertThat(mail).doesNotContain(".invalid/");
                    });
        }
    }

    /** Nobody's own link stands in anybody else's mail. */
    @Test
    void mixesNobodyUp() {
        var all = recipients(30);

        try (var run = bulk.openMails(bulletin())) {
            run.send(all);
        }

        for (var recipient : all) {
            var own = recipient.own().get("unsubscribe").replaceAll(".*/", "");
            assertThat(server.mails())
                    .filteredOn(mail -> mail.replace("=\n", "").contains(own))
                    .hasSize(1);
        }
    }

    @Test
    void looksAtItBeforeTheFirstLeaves() {
        var withoutPolicy =
                new Organisation(new OrganisationId("no-policy"), "No Policy", "1 Road", "a@b.example", "021 555 0100");
        organisations.register(withoutPolicy);
        var bulletin =
                new Bulletin(withoutPolicy.id(), Kind.BULK_MAIL, bulletin().model(), OF_EACH);

        assertThatThrownBy(() -> bulk.openMails(bulletin))
                .isInstanceOf(NotSendable.class)
                .hasMessageContaining("privacy policy");
        assertThatThrownBy(() -> new Bulletin(ABC_MOTORS, Kind.RECEIPT, Map.of(), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.connections()).isZero();
    }

    @Test
    void writesToNobodyOnABlackListOrAtADeadAddress() {
        var all = recipients(4);
        suppressions.cover(ABC_MOTORS, all.get(1).to());
        markDead(all.get(2));

        List<Settlement> settled;
        try (var run = bulk.openMails(bulletin())) {
            settled = run.send(all);
        }

        assertThat(of(settled, all.get(1))).isEqualTo(new Settlement(all.get(1).id(), Outcome.STOPPED, "BLACK_LIST"));
        assertThat(of(settled, all.get(2)))
                .isEqualTo(new Settlement(all.get(2).id(), Outcome.STOPPED, "UNDELIVERABLE"));
        assertThat(server.mails()).hasSize(2);
    }

    @Test
    void writesAgainOnceTheAddressOfTheRecordIsAnother() {
        var before = recipient(1);
        markDead(before);
        var after = new BulkRecipient(
                UUID.randomUUID(), new EmailAddress("new@example.com"), before.contact(), before.own());

        assertThat(sendTo(List.of(before))).extracting(Settlement::outcome).containsExactly(Outcome.STOPPED);
        assertThat(sendTo(List.of(after))).extracting(Settlement::outcome).containsExactly(Outcome.SENT);
    }

    @Test
    void obeysABlackListThatGrewBetweenTwoBatches() {
        var all = recipients(2);

        try (var run = bulk.openMails(bulletin())) {
            run.send(all.subList(0, 1));
            suppressions.cover(ABC_MOTORS, all.get(1).to());
            assertThat(run.send(all.subList(1, 2)))
                    .extracting(Settlement::outcome)
                    .containsExactly(Outcome.STOPPED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"450 greylisted", "452 full"})
    void leavesForLaterWhatTheServerPutsOff(String answer) {
        server.answersRecipient(answer);

        assertThat(sendTo(recipients(3)))
                .allSatisfy(settled -> assertThat(settled.outcome()).isEqualTo(Outcome.LATER))
                .extracting(Settlement::code)
                .containsOnly(answer.substring(0, 3));
    }

    @Test
    void givesUpWhatTheServerRefusesForGood() {
        server.answersRecipient("550 no such mailbox");

        assertThat(sendTo(recipients(3))).extracting(Settlement::outcome).containsOnly(Outcome.REFUSED_FOR_GOOD);
        assertThat(undeliverables.open(ABC_MOTORS))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.about().reason()).isEqualTo(ReturnReason.NO_SUCH_MAILBOX));
    }

    @Test
    void refusesNobodyBecauseOurAccountMaySendNoMoreToday() {
        server.answersMail("550 5.4.5 Daily user sending limit exceeded");

        assertThat(sendTo(recipients(40)))
                .allSatisfy(settled -> assertThat(settled.outcome()).isEqualTo(Outcome.LATER));
        assertThat(server.mails()).hasSize(2);
        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();
    }

    @Test
    void triesTheRestOfABatchLaterWhenNobodyListens() throws IOException {
        server.close();

        assertThat(sendTo(recipients(6)))
                .hasSize(6)
                .extracting(Settlement::outcome)
                .containsOnly(Outcome.LATER);
    }

    /** One for each connection: of those behind it nothing is known but that nobody has them. */
    @ParameterizedTest
    @CsvSource({ScriptedMailServer.SILENCE + ", NO_ANSWER", "421 busy, 421"})
    void triesNothingBehindAMailAtWhichTheLineWentDown(String answer, String code) {
        server.answersRecipient(answer);

        assertThat(sendTo(recipients(40)))
                .allSatisfy(settled -> assertThat(settled.outcome()).isEqualTo(Outcome.LATER))
                .extracting(Settlement::code)
                .containsOnly(code, Settlement.NOT_TRIED)
                .satisfies(codes -> assertThat(codes).filteredOn(code::equals).hasSize(2));
        assertThat(server.recipients()).hasSize(2);
    }

    @Test
    void doubtsNothingBehindAMailAtWhichTheServerHungUp() {
        server.answersMail(ScriptedMailServer.HANG_UP);

        var codes = sendTo(recipients(40)).stream().map(Settlement::code).toList();

        assertThat(codes).hasSize(40).containsOnly("CUT_OFF", "NOT_TRIED");
        assertThat(codes).filteredOn("CUT_OFF"::equals).hasSameSizeAs(server.mails());
        assertThat(server.mails()).hasSizeLessThan(6);
    }

    @Test
    void repeatsUnderTheSameMessageIdWhatWasCutOff() {
        var one = recipients(1);
        server.answersMail(ScriptedMailServer.HANG_UP);
        assertThat(sendTo(one)).extracting(Settlement::outcome).containsExactly(Outcome.LATER);
        server.answersMail("250 taken");

        assertThat(sendTo(one)).extracting(Settlement::outcome).containsExactly(Outcome.SENT);

        assertThat(new HashSet<>(server.messageIds())).hasSize(1);
        assertThat(rows("sent_message")).isOne();
    }

    @Test
    void notesOnTheRecordsWhoWasWrittenTo() {
        var all = recipients(2);

        sendTo(all);

        assertThat(all)
                .allSatisfy(recipient -> assertThat(diary.of(recipient.contact()))
                        .extracting(note -> note.what() + " " + note.detail())
                        .containsExactlyInAnyOrder("CREATED ", "EMAILED BULK_MAIL"));
    }

    @Test
    void putsNothingIntoTheOutbox() {
        sendTo(recipients(5));

        assertThat(rows("notice")).isZero();
        assertThat(rows("sent_message")).isEqualTo(5);
    }

    @Test
    void refusesARecipientWhoLacksTheirLink() {
        var one = recipients(1).get(0);
        var lacking = new BulkRecipient(one.id(), one.to(), one.contact(), Map.of("details", "https://x.example"));
        var odd = new BulkRecipient(
                one.id(),
                one.to(),
                one.contact(),
                Map.of(
                        "details",
                        "https://x.example",
                        "remove",
                        "https://x.example",
                        "unsubscribe",
                        "a\r\nBcc: m@x.example"));

        assertThatThrownBy(() -> sendTo(List.of(lacking))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sendTo(List.of(odd)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Bcc");
        assertThat(server.mails()).isEmpty();
    }

    @Test
    void refusesToSendFromInsideAStep() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(step -> sendTo(recipients(1))))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void goesByTextMessageToo() {
        var texts = new ArrayList<String>();
        var carriers = new Carriers(server.carrier(), (to, text, mark) -> {
            texts.add(to.value() + " " + text);
            return List.of("c" + texts.size());
        });
        bulk = new Bulk(composer, organisations, carriers, complaints, gate, ScriptedMailServer.properties(), clock);
        var one = recipients(1).get(0);
        var byText = new BulkRecipient(one.id(), MobileNumber.parse("082 555 0101"), null, one.own());

        try (var run = bulk.openTexts(bulletin())) {
            assertThat(run.send(List.of(byText)))
                    .extracting(Settlement::outcome)
                    .containsExactly(Outcome.SENT);
        }

        assertThat(texts)
                .singleElement()
                .asString()
                .startsWith("+27825550101 ABC Motors: ")
                .contains("STOP");
        assertThat(rows("text_receipt")).isOne();
    }

    @Test
    void isWiredWithTheProductsOwnCarriers() {
        var one = recipients(1);

        try (var run = product.openMails(bulletin())) {
            assertThat(run.send(one)).extracting(Settlement::outcome).containsExactly(Outcome.SENT);
        }

        assertThat(server.mails()).isEmpty();
    }

    private List<Settlement> sendTo(List<BulkRecipient> recipients) {
        try (var run = bulk.openMails(bulletin())) {
            return run.send(recipients);
        }
    }

    private static Settlement of(List<Settlement> settled, BulkRecipient recipient) {
        return settled.stream()
                .filter(one -> one.id().equals(recipient.id()))
                .findFirst()
                .orElseThrow();
    }

    private static Bulletin bulletin() {
        return new Bulletin(
                ABC_MOTORS,
                Kind.BULK_MAIL,
                Map.of(
                        "title", "Our workshop opens on Saturdays",
                        "paragraphs", List.of("From March our workshop is open on Saturdays.", "Book by telephone."),
                        "because", "you consented to news of our workshop",
                        "reading", ""),
                OF_EACH);
    }

    private List<BulkRecipient> recipients(int count) {
        return IntStream.range(0, count).mapToObj(this::recipient).toList();
    }

    private BulkRecipient recipient(int number) {
        var address = new EmailAddress("customer-" + number + "-" + UUID.randomUUID() + "@example.com");
        var contact = contacts.add(new Contact(ABC_MOTORS, "Customer", "No " + number, "Test").reachedAt(address));
        var own = "https://pidesk.example/u/" + UUID.randomUUID();
        return new BulkRecipient(
                UUID.randomUUID(),
                address,
                contact.id(),
                Map.of("unsubscribe", own, "details", own, "remove", own, "seen", own));
    }

    private void markDead(BulkRecipient recipient) {
        database.sql("insert into undeliverable (id, organisation, contact, field, address_hash, severity, reason,"
                        + " first_at, last_at) values (?, 'abc-motors', ?, 'EMAIL', ?, 'HARD', 'NO_SUCH_MAILBOX',"
                        + " now(), now())")
                .params(UUID.randomUUID(), recipient.contact(), sent.hash(ABC_MOTORS, recipient.to()))
                .update();
    }

    private int rows(String table) {
        return database.sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }
}
