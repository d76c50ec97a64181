package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.notice.Samples.ABC_MOTORS;
import static org.pidesk.notice.Samples.THANDI;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Rush;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/** What mail servers do at their worst, and what others would smuggle into a mail. */
@PiDeskTest
class MailFaultsTest {
    private static final int MANY = 200;
    private static final int TEXTS = 5;

    @Autowired
    Notices notices;

    @Autowired
    MadeSenders senders;

    @Autowired
    Organisations organisations;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    private ScriptedMailServer server;

    @BeforeEach
    void abcMotorsAndItsMailServer() throws IOException {
        organisations.register(Samples.abcMotors());
        server = new ScriptedMailServer();
    }

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    @Test
    void losesNothingWhileTheServerIsAwayForADay() {
        for (int i = 0; i < MANY; i++) {
            notices.send(Samples.full(Kind.RECEIPT, new EmailAddress("thandi-" + i + "@example.com")));
        }
        server.greets("421 closed for the day");
        var sender = sender();
        for (int hour = 0; hour < 24; hour++) {
            sender.sendDue();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(server.mails()).isEmpty();
        assertThat(pending()).isEqualTo(MANY);

        server.greets("220 here again");
        clock.advance(Duration.ofHours(1));
        sender.sendDue();

        assertThat(server.mails()).hasSize(MANY);
        assertThat(new TreeSet<>(server.messageIds())).hasSize(MANY);
        assertThat(pending()).isZero();
    }

    /** Between the server's "250" and our mark: one copy more, under the same Message-ID. */
    @Test
    void sendsOnceMoreUnderTheSameMessageIdAfterACrash() {
        notices.send(Samples.full(Kind.RECEIPT, THANDI));

        assertThatThrownBy(() -> senders.with(MadeSenders.mailsOnly(server.carrier()), told -> {}, new Crash())
                        .sendDue())
                .hasMessage("killed");
        clock.advance(Outbox.LEASE.plusSeconds(1));
        sender().sendDue();

        assertThat(server.messageIds())
                .hasSize(2)
                .containsOnly(server.messageIds().get(0));
        assertThat(pending()).isZero();
        assertThat(database.sql("select count(*) from sent_message")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    /** The server has it, and the line goes dead before it says so. */
    @Test
    void countsOnceWhatWasTakenWithoutAWord() {
        var sender = sender();
        for (int round = 0; round < Rush.ROUNDS; round++) {
            notices.send(Samples.full(Kind.RECEIPT, new EmailAddress("thandi-" + round + "@example.com")));
            server.answersMail(ScriptedMailServer.HANG_UP);
            sender.sendDue();
            server.answersMail("250 taken");
            clock.advance(Duration.ofHours(1));
            sender.sendDue();
        }

        assertThat(server.mails()).hasSize(2 * Rush.ROUNDS);
        assertThat(new TreeSet<>(server.messageIds())).hasSize(Rush.ROUNDS);
        assertThat(pending()).isZero();
        assertThat(sentMessages()).isEqualTo(Rush.ROUNDS);
    }

    /** The carrier has it, and says so too late: nothing tells the copies of a text apart but that we know of one. */
    @Test
    void countsOnceTheTextThatWasTakenWithoutAWord() throws IOException {
        try (var carrier = new ScriptedTextServer()) {
            for (int round = 0; round < TEXTS; round++) {
                var account = new SmppAccount("127.0.0.1", carrier.port(), "pidesk", "pw", "");
                var hasty = new SmppCarrier(account, "PiDesk", Duration.ofSeconds(1), new KeptTexts());
                notices.send(Samples.full(Kind.RECEIPT, MobileNumber.parse("082555080" + round)));
                carrier.takesAndIsSilent();
                senders.with(new Carriers(server.carrier(), hasty)).sendDue();
                hasty.close();
                carrier.speaksAgain();
                clock.advance(Duration.ofHours(1));
                var patient = new SmppCarrier(account, "PiDesk", Duration.ofSeconds(15), new KeptTexts());
                senders.with(new Carriers(server.carrier(), patient)).sendDue();
                patient.close();
            }
            assertThat(carrier.received()).hasSizeGreaterThanOrEqualTo(2 * TEXTS);
        }

        assertThat(pending()).isZero();
        assertThat(sentMessages()).isEqualTo(TEXTS);
    }

    private int sentMessages() {
        return database.sql("select count(*) from sent_message")
                .query(Integer.class)
                .single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"220", "554", "999", ""})
    void isNotDrownedByAGreetingWithoutEnd(String code) {
        server.greets(code + " " + "x".repeat(1_000_000));
        notices.send(Samples.full(Kind.RECEIPT, THANDI));

        sender().sendDue();

        assertThat(pending() + server.mails().size()).isOne();
    }

    /** It is never silent for long, and yet one mail would take a minute: the others must not wait for it. */
    @Test
    void cutsOffAServerThatAnswersALetterAtATime() {
        server.answersMail(ScriptedMailServer.DRIP);
        notices.send(Samples.full(Kind.RECEIPT, THANDI));

        sender().sendDue();

        assertThat(pending()).isOne();
        // CUT_OFF, had the server been heard to its end
        assertThat(database.sql("select code from notice").query(String.class).single())
                .isEqualTo("TIMEOUT");
    }

    /** A mail that the server had begun to take may be at its recipient; one before that is not. */
    @Test
    void tellsWhatMayHaveArrivedFromWhatCannot() {
        assertThat(codeAfter(server.answersRecipient(ScriptedMailServer.SILENCE)))
                .isEqualTo("NO_ANSWER");
        assertThat(codeAfter(server.answersRecipient(ScriptedMailServer.HANG_UP)))
                .isEqualTo("HUNG_UP");
        server.answersRecipient("250 ok");
        assertThat(codeAfter(server.answersMail(ScriptedMailServer.SILENCE))).isEqualTo("TIMEOUT");
        assertThat(codeAfter(server.answersMail(ScriptedMailServer.HANG_UP))).isEqualTo("CUT_OFF");
    }

    private String codeAfter(ScriptedMailServer scripted) {
        database.sql("delete from notice").update();
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        senders.with(MadeSenders.mailsOnly(scripted.carrier())).sendDue();
        return database.sql("select code from notice").query(String.class).single();
    }

    @ParameterizedTest
    @ValueSource(strings = {"450 greylisted", "451 later", "452 full", "421 busy"})
    void triesAgainWhatIsPutOff(String answer) {
        server.answersRecipient(answer);
        notices.send(Samples.full(Kind.RECEIPT, THANDI));

        sender().sendDue();

        assertThat(pending()).isOne();
    }

    @Test
    void writesToOneRecipientAndAddsNoHeader() {
        notices.send(Samples.full(Kind.BULK_MAIL, THANDI));

        sender().sendDue();

        var head = server.mails().get(0).split("\n\n", 2)[0];
        assertThat(names(head))
                .containsExactlyInAnyOrder(
                        "From",
                        "Reply-To",
                        "To",
                        "Subject",
                        "Date",
                        "Message-ID",
                        "MIME-Version",
                        "Content-Type",
                        "Content-Language",
                        "Auto-Submitted",
                        "Feedback-ID",
                        "List-Unsubscribe",
                        "List-Unsubscribe-Post");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "News\r\nBcc: mallory@example.net",
                "News\nTo: mallory@example.net",
                "News\u2028Cc: mallory@example.net",
                "News\u0000",
                "News\r"
            })
    void letsNoTitleBeginAHeader(String title) {
        assertThatThrownBy(
                        () -> notices.send(Samples.full(Kind.BULK_MAIL, THANDI).with("title", title)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("mallory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thandi@example.com\r\nRCPT TO:<mallory@example.net>",
                "thandi@example.com\nBcc: mallory@example.net",
                "thandi@example.com> SIZE=1",
                "<thandi@example.com>,<mallory@example.net>",
                "thandi@example.com,mallory@example.net",
                "\"thandi\\r\\nDATA\"@example.com",
                "thandi%mallory@example.net@example.com",
                "@example.net:thandi@example.com"
            })
    void takesNoCommandForAnAddress(String typed) {
        assertThatThrownBy(() -> EmailAddress.parse(typed)).isInstanceOf(NotAnAddress.class);
    }

    private static List<String> names(String head) {
        return head.lines()
                .filter(line -> !line.startsWith(" ") && !line.startsWith("\t"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    private Sender sender() {
        return senders.with(MadeSenders.mailsOnly(server.carrier()));
    }

    private int pending() {
        return database.sql("select count(*) from notice where organisation = ? and status = 'PENDING'")
                .param(ABC_MOTORS.value())
                .query(Integer.class)
                .single();
    }

    /** The power goes before anything can be marked. */
    private static final class Crash implements TransactionOperations {
        @Override
        public <T> T execute(TransactionCallback<T> action) {
            throw new IllegalStateException("killed");
        }
    }
}
