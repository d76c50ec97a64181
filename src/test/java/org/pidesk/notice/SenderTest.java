package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.pidesk.notice.Samples.ABC_MOTORS;
import static org.pidesk.notice.Samples.CASE;
import static org.pidesk.notice.Samples.PIETER;
import static org.pidesk.notice.Samples.THANDI;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.organisation.Organisations;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** Against the product's own database, and a mail server that does what a test tells it to. */
@PiDeskTest
@RecordApplicationEvents
class SenderTest {
    private static final Duration A_DAY = Duration.ofDays(1);

    @Autowired
    Notices notices;

    @Autowired
    MadeSenders senders;

    @Autowired
    Outbox outbox;

    @Autowired
    Organisations organisations;

    @Autowired
    Contacts contacts;

    @Autowired
    Undeliverables undeliverables;

    @Autowired
    ReturnedMessages returned;

    @Autowired
    SentMessages sent;

    @Autowired
    Suppressions suppressions;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    NoticesHealthIndicator health;

    @Autowired
    Sender product;

    private final List<Object> told = new ArrayList<>();
    private ScriptedMailServer server;
    private Sender sender;

    @BeforeEach
    void abcMotorsAndItsMailServer() throws IOException {
        organisations.register(Samples.abcMotors());
        server = new ScriptedMailServer();
        sender = sender(server.carrier());
    }

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }

    /** A plan may ask for the rows anew for each row that it looks at. */
    @Test
    void takesNoMoreThanItMayWhateverThePlan() {
        for (int i = 0; i < 5; i++) {
            notices.send(Samples.full(Kind.RECEIPT, THANDI));
        }

        var taken = transaction.execute(one -> {
            database.sql("set local enable_hashjoin = off; set local enable_mergejoin = off;"
                            + " set local enable_material = off; set local enable_memoize = off;"
                            + " set local enable_hashagg = off; set local enable_sort = off")
                    .update();
            return outbox.claim(Channel.EMAIL, 2);
        });

        assertThat(taken).hasSize(2);
    }

    @Test
    void keepsNothingReadableInTheOutboxAndNothingAtAllOnceSent() {
        notices.send(Samples.full(Kind.LEAD_DE_IDENTIFIED, THANDI));

        assertThat(outboxAsText()).doesNotContain("thandi", "Ashveer", "19713570", hex("thandi"), hex("Ashveer"));
        assertThat(column("payload")).doesNotContainNull();

        sender.sendDue();

        assertThat(column("status")).containsExactly("SENT");
        assertThat(column("payload")).containsOnlyNulls();
        assertThat(column("lane")).containsOnlyNulls();
    }

    @Test
    void tellsOnceThatAnAnswerHasLeft() {
        notices.send(Samples.full(Kind.CONFIRMATION, THANDI));

        sender.sendDue();
        sender.sendDue();

        assertThat(told).containsExactly(new NoticeSettled(CASE, Kind.CONFIRMATION, true));
    }

    @Test
    void tellsNobodyThatALetterHasLeftForWhichNobodyWaits() {
        notices.send(Samples.full(Kind.RECEIPT, THANDI));

        sender.sendDue();

        assertThat(column("status")).containsExactly("SENT");
        assertThat(column("tell_at")).containsOnlyNulls();
        assertThat(told).isEmpty();
    }

    @Test
    void sendsWithTheSameMessageIdUntilTheServerSaysYes() {
        notices.send(Samples.full(Kind.CONFIRMATION, THANDI));

        for (var answer : List.of("451 later", "452 full", ScriptedMailServer.HANG_UP, "250 taken")) {
            server.answersMail(answer);
            sender.sendDue();
            assertThat(told.isEmpty()).isEqualTo(!answer.startsWith("250"));
            clock.advance(Duration.ofHours(2));
        }

        assertThat(server.messageIds())
                .hasSize(4)
                .containsOnly(server.messageIds().get(0));
        assertThat(server.messageIds().get(0)).matches("Message-ID: <[0-9a-f-]{36}@pi-desk\\.example>");
        assertThat(column("attempts")).containsExactly(4);
        assertThat(told).containsExactly(new NoticeSettled(CASE, Kind.CONFIRMATION, true));
    }

    @Test
    void waitsLongerAfterEachAttempt() {
        server.answersRecipient("450 greylisted");
        notices.send(Samples.full(Kind.RECEIPT, THANDI));

        for (var minutes : List.of(1, 2, 5, 15, 60, 60)) {
            sender.sendDue();
            var tried = column("attempts");
            clock.advance(Duration.ofMinutes(minutes).minusSeconds(20));
            sender.sendDue();
            assertThat(column("attempts")).isEqualTo(tried);
            clock.advance(Duration.ofSeconds(21));
        }

        assertThat(column("attempts")).containsExactly(6);
        assertThat(column("code")).containsExactly("450");
    }

    @Test
    void givesUpAfterFiveDays() {
        server.answersRecipient("450 greylisted");
        notices.send(Samples.full(Kind.RECEIPT, THANDI));

        for (int day = 0; day <= 5; day++) {
            sender.sendDue();
            clock.advance(A_DAY);
        }

        assertThat(column("status")).containsExactly("FAILED");
        assertThat(told).containsExactly(new NoticeSettled(CASE, Kind.RECEIPT, false));
    }

    @Test
    void letsANoticeThatCannotBeReadHoldUpOnlyItself() {
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        database.sql("update notice set payload = set_byte(payload, 30, get_byte(payload, 30) # 1)")
                .update();
        clock.advance(Duration.ofSeconds(1));
        notices.send(Samples.full(Kind.CONFIRMATION, THANDI));

        sender.sendDue();

        assertThat(column("status")).containsExactly("PENDING", "SENT");
        assertThat(column("code")).containsExactly("FAULT", null);
        assertThat(told).containsExactly(new NoticeSettled(CASE, Kind.CONFIRMATION, true));

        clock.advance(Sender.GIVE_UP_AFTER);
        sender.sendDue();

        assertThat(column("status")).containsExactly("FAILED", "SENT");
        assertThat(told)
                .containsExactly(
                        new NoticeSettled(CASE, Kind.CONFIRMATION, true), new NoticeSettled(CASE, Kind.RECEIPT, false));
        assertThat(server.mails()).hasSize(1);
    }

    @Test
    void leavesWhatALaterVersionHasWrittenToIt() {
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        database.sql("update notice set kind = 'OF_A_LATER_VERSION'").update();
        clock.advance(Duration.ofSeconds(1));
        notices.send(Samples.full(Kind.CONFIRMATION, THANDI));

        sender.sendDue();

        assertThat(column("status")).containsExactly("PENDING", "SENT");
        assertThat(column("attempts")).containsExactly(0, 1);
        database.sql("update notice set kind = 'RECEIPT' where status = 'PENDING'")
                .update();
        sender.sendDue();
        assertThat(column("status")).containsExactly("SENT", "SENT");
    }

    @Test
    void givesTheOthersBackWhenItCannotNoteThatOneWasSent() {
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        clock.advance(Duration.ofSeconds(1));
        notices.send(Samples.full(Kind.CONFIRMATION, THANDI));
        var forgetful = senders.with(MadeSenders.mailsOnly(server.carrier()), told::add, new TransactionTemplate() {
            @Override
            public <T> T execute(TransactionCallback<T> mark) {
                throw new IllegalStateException("not noted");
            }
        });

        assertThatThrownBy(forgetful::sendDue).hasMessage("not noted");

        assertThat(statusOf(Kind.RECEIPT)).isEqualTo("PENDING");
        assertThat(column("lease_owner").get(0)).isNotNull();
        assertThat(column("lease_owner").get(1)).isNull();
        assertThat(column("attempts")).containsExactly(1, 0);

        sender.sendDue();

        assertThat(column("status")).containsExactly("PENDING", "SENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 no such mailbox of thandi@example.com", "554 refused", "552 full"})
    void settlesOnceWhatTheServerRefusesForGood(String answer) {
        server.answersRecipient(answer);
        notices.send(Samples.full(Kind.RECEIPT, THANDI));

        sender.sendDue();
        clock.advance(A_DAY);
        sender.sendDue();

        assertThat(column("status")).containsExactly("FAILED");
        assertThat(column("code")).containsExactly(answer.substring(0, 3));
        assertThat(column("attempts")).containsExactly(1);
        assertThat(column("payload")).containsOnlyNulls();
        assertThat(told).containsExactly(new NoticeSettled(CASE, Kind.RECEIPT, false));
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.1.1 no such mailbox, true, NO_SUCH_MAILBOX",
        "552 5.2.2 mailbox full, false, MAILBOX_FULL",
        "554 refused, false, NOT_SAID"
    })
    void notesOnTheRecordWhatTheServerSaysOfTheAddress(String answer, boolean hard, ReturnReason reason) {
        contacts.add(new Contact(ABC_MOTORS, "Thandi", "Nkosi", "Walked in").reachedAt(THANDI));
        server.answersRecipient(answer);
        notices.send(Samples.full(Kind.RECEIPT, THANDI));

        sender.sendDue();

        assertThat(undeliverables.open(ABC_MOTORS)).singleElement().satisfies(row -> {
            assertThat(row.about().hard()).isEqualTo(hard);
            assertThat(row.about().reason()).isEqualTo(reason);
        });
        assertThat(told).containsExactly(new NoticeSettled(CASE, Kind.RECEIPT, false));
    }

    @Test
    void isSettledAsReturnedByAMailThatComesBackBeforeItIsNotedThatItWent(@Autowired ApplicationEvents published) {
        contacts.add(new Contact(ABC_MOTORS, "Thandi", "Nkosi", "Walked in").reachedAt(THANDI));
        notices.send(Samples.full(Kind.RECEIPT, THANDI));

        senders.with(returningAtOnce(), told::add, transaction).sendDue();

        assertThat(server.mails()).hasSize(1);
        assertThat(column("status")).containsExactly("FAILED");
        assertThat(column("payload")).containsOnlyNulls();
        assertThat(undeliverables.open(ABC_MOTORS)).hasSize(1);
        assertThat(told).isEmpty();
        assertThat(published.stream(NoticeSettled.class)).containsExactly(new NoticeSettled(CASE, Kind.RECEIPT, false));

        clock.advance(Outbox.LEASE.plusSeconds(1));
        sender.sendDue();
        assertThat(server.mails()).hasSize(1);
    }

    @Test
    void isSettledAsReturnedByAMailThatComesBackWhileItIsNotedThatItWent() {
        contacts.add(new Contact(ABC_MOTORS, "Thandi", "Nkosi", "Walked in").reachedAt(THANDI));
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        var claim = outbox.claim(Channel.EMAIL, 1).get(0);
        var stamp = new Stamp(claim.id(), claim.organisation(), claim.kind(), claim.messageId(), clock.instant());

        var back = transaction.execute(noting -> {
            outbox.settle(claim, Status.SENT, null);
            sent.note(stamp, THANDI);
            var meanwhile = CompletableFuture.runAsync(() -> comesBack(claim.id()));
            await().until(() -> meanwhile.isDone() || somebodyWaits());
            return meanwhile;
        });
        back.join();

        assertThat(column("status")).containsExactly("FAILED");
        assertThat(undeliverables.open(ABC_MOTORS)).hasSize(1);
    }

    private void comesBack(UUID message) {
        returned.take(Returned.of(Returned.Sort.HARD, ReturnReason.NO_SUCH_MAILBOX, "5.1.1")
                .about(Optional.of(message)));
    }

    private boolean somebodyWaits() {
        return database.sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    private Carriers returningAtOnce() {
        var line = server.carrier().open();
        return new Carriers(null, null) {
            @Override
            Line open(Channel channel) {
                return new Line() {
                    @Override
                    public List<String> send(Sendable message, Stamp stamp) throws NotSent {
                        var names = line.send(message, stamp);
                        comesBack(stamp.id());
                        return names;
                    }

                    @Override
                    public void close() {
                        line.close();
                    }
                };
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"530 log in first", "553 not your address"})
    void triesAgainWhenTheServerRefusesUsAndNotTheMail(String answer) {
        server.answersSender(answer);
        notices.send(Samples.full(Kind.RECEIPT, THANDI));

        sender.sendDue();

        assertThat(column("status")).containsExactly("PENDING");
        assertThat(told).isEmpty();
    }

    /** Nothing more is tried over that line, and nothing is noted of anybody. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsEverythingWhereOurAccountMaySendNoMoreToday(boolean saidOfTheRecipient) {
        contacts.add(new Contact(ABC_MOTORS, "Thandi", "Nkosi", "Walked in").reachedAt(THANDI));
        var limit = "550 5.4.5 Daily user sending limit exceeded";
        var scripted = saidOfTheRecipient ? server.answersRecipient(limit) : server.answersMail(limit);
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        notices.send(Samples.full(Kind.PAUSE, THANDI));

        sender.sendDue();

        assertThat(column("status")).containsOnly("PENDING");
        assertThat(column("attempts")).containsExactlyInAnyOrder(1, 0);
        assertThat(column("code")).containsExactlyInAnyOrder("OURS_550", null);
        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();
        clock.advance(Duration.ofMinutes(16));
        assertThat(health.health().getStatus().getCode()).isEqualTo("DOWN");

        scripted.answersRecipient("250 ok").answersMail("250 taken");
        clock.advance(A_DAY);
        sender.sendDue();

        assertThat(column("status")).containsOnly("SENT");
    }

    @Test
    void givesUpAtOnceWhatIsRefusedForItsWords() {
        server.answersMail("554 5.7.1 message content rejected");
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        notices.send(Samples.full(Kind.PAUSE, THANDI));

        sender.sendDue();

        assertThat(column("status")).containsOnly("FAILED");
        assertThat(column("attempts")).containsExactly(1, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"554 go away", "421 too busy", "rubbish", ScriptedMailServer.HANG_UP, ScriptedMailServer.SILENCE
            })
    void triesAgainWhenTheServerDoesNotGreet(String banner) {
        server.greets(banner);
        notices.send(Samples.full(Kind.RECEIPT, THANDI));

        sender.sendDue();
        assertThat(column("status")).containsExactly("PENDING");

        server.greets("220 here again");
        clock.advance(Duration.ofMinutes(2));
        sender.sendDue();
        assertThat(column("status")).containsExactly("SENT");
    }

    @Test
    void triesAgainWhenNobodyListens() throws IOException {
        server.close();
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        notices.send(Samples.full(Kind.PAUSE, THANDI));

        sender.sendDue();

        // one probe is enough: the others wait without an attempt
        assertThat(column("attempts")).containsExactlyInAnyOrder(1, 0);
        assertThat(column("lease_owner")).containsOnlyNulls();
    }

    @Test
    void letsAHostThatHangsHoldUpOnlyItself() {
        var stuck = new EmailAddress("thandi@slow.example");
        server.isSilentAbout("slow.example");
        notices.send(Samples.full(Kind.RECEIPT, stuck));
        notices.send(Samples.full(Kind.PAUSE, stuck));
        notices.send(Samples.full(Kind.CANCELLED, THANDI));

        sender.sendDue();

        assertThat(statusOf(Kind.CANCELLED)).isEqualTo("SENT");
        assertThat(statusOf(Kind.RECEIPT)).isEqualTo("PENDING");
        assertThat(column("attempts")).containsExactlyInAnyOrder(1, 0, 1);

        server.isSilentAbout("nobody");
        clock.advance(Duration.ofMinutes(2));
        sender.sendDue();
        assertThat(column("status")).containsOnly("SENT");
    }

    @Test
    void letsACodeExpireUnsent() {
        notices.send(Samples.code(THANDI).expiring(clock.instant().plus(Duration.ofMinutes(10))));

        clock.advance(Duration.ofMinutes(10));
        sender.sendDue();

        assertThat(server.mails()).isEmpty();
        assertThat(column("status")).containsExactly("EXPIRED");
        assertThat(told).containsExactly(new NoticeSettled(null, Kind.CODE, false));
    }

    @ParameterizedTest
    @EnumSource
    void obeysTheBlackListInAllButAnswersAndAccounts(Kind kind) {
        suppressions.cover(ABC_MOTORS, THANDI);

        notices.send(Samples.full(kind, THANDI));
        sender.sendDue();

        assertThat(column("status")).containsExactly(stopped(kind) ? "SUPPRESSED" : "SENT");
        assertThat(server.mails()).hasSize(stopped(kind) ? 0 : 1);
        assertThat(told)
                .extracting(event -> ((NoticeSettled) event).delivered())
                .isEqualTo(stopped(kind) ? List.of(false) : kind.isWaitedFor() ? List.of(true) : List.of());
    }

    /** Whoever surely asked is answered, and nobody may lose an account to a black list. */
    private static boolean stopped(Kind kind) {
        return !kind.answersOwnRequest() && !kind.isOfAnAccount() || kind == Kind.SUBSCRIPTION_ASKED;
    }

    @ParameterizedTest
    @EnumSource
    void obeysABlackListThatGrewAfterwards(Kind kind) {
        notices.send(Samples.full(kind, THANDI));

        suppressions.cover(ABC_MOTORS, THANDI);
        sender.sendDue();

        assertThat(column("status")).containsExactly(stopped(kind) ? "SUPPRESSED" : "SENT");
        assertThat(column("payload")).containsOnlyNulls();
    }

    @Test
    void sharesTheOutboxBetweenSendersWithoutOverlap() {
        for (int i = 0; i < 5; i++) {
            notices.send(Samples.full(Kind.RECEIPT, THANDI));
        }

        transaction.executeWithoutResult(open -> {
            var mine = outbox.claim(Channel.EMAIL, 2);
            var others = CompletableFuture.supplyAsync(() -> outbox.claim(Channel.EMAIL, 10))
                    .join();

            assertThat(mine).hasSize(2);
            assertThat(others).hasSize(3);
            assertThat(mine).extracting(Outbox.Claim::id).doesNotContainAnyElementsOf(ids(others));
        });
        assertThat(outbox.claim(Channel.EMAIL, 10)).isEmpty();
    }

    @Test
    void takesOverFromASenderThatDiedAndFencesItOff() {
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        var dead = outbox.claim(Channel.EMAIL, 1).get(0);

        clock.advance(Outbox.LEASE.plusSeconds(1));
        var heir = outbox.claim(Channel.EMAIL, 1).get(0);

        assertThat(heir.messageId()).isEqualTo(dead.messageId());
        assertThat(outbox.settle(dead, Status.FAILED, "LATE")).isFalse();
        assertThat(outbox.settle(heir, Status.SENT, null)).isTrue();
    }

    @Test
    void sendsNothingTwiceWhenAListenerFails() {
        var failures = new ArrayList<Object>();
        sender = senders.with(
                MadeSenders.mailsOnly(server.carrier()),
                event -> {
                    failures.add(event);
                    throw new IllegalStateException("the engine is busy");
                },
                transaction);
        notices.send(Samples.full(Kind.CONFIRMATION, THANDI));

        assertThatThrownBy(() -> sender.sendDue()).hasMessage("the engine is busy");
        sender = sender(server.carrier());
        sender.sendDue();
        assertThat(told).isEmpty();
        clock.advance(Outbox.TELL_AGAIN);
        sender.sendDue();

        assertThat(failures).hasSize(1);
        assertThat(server.mails()).hasSize(1);
        assertThat(told).containsExactly(new NoticeSettled(CASE, Kind.CONFIRMATION, true));
    }

    @Test
    void countsWhatACaseCouldNotBeToldForFiveMinutes() {
        sender = senders.with(
                MadeSenders.mailsOnly(server.carrier()),
                event -> {
                    throw new IllegalStateException("the engine is broken");
                },
                transaction);
        notices.send(Samples.full(Kind.CONFIRMATION, THANDI));
        assertThatThrownBy(() -> sender.sendDue()).hasMessage("the engine is broken");

        clock.advance(Outbox.TOLD_BY_THEN.minusMinutes(1));
        assertThat(outbox.figures().untold()).isZero();
        clock.advance(Duration.ofMinutes(2));
        assertThat(outbox.figures().untold()).isEqualTo(1);

        sender = sender(server.carrier());
        sender.sendDue();
        assertThat(outbox.figures().untold()).isZero();
    }

    @Test
    void forgetsWhatTheStepThatWroteItUndid() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(step -> {
                    notices.send(Samples.full(Kind.RECEIPT, THANDI));
                    throw new IllegalStateException("the step fails");
                }))
                .hasMessage("the step fails");

        assertThat(column("id")).isEmpty();
    }

    @Test
    void refusesToSendFromInsideAStep() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(step -> product.sendDue()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void knowsWhetherEverythingOfAKindIsSettled() {
        assertThat(notices.settled(CASE, Kind.CONFIRMATION)).isTrue();
        notices.send(Samples.full(Kind.CONFIRMATION, THANDI));
        assertThat(notices.settled(CASE, Kind.CONFIRMATION)).isFalse();
        assertThat(notices.settled(CASE, Kind.RECEIPT)).isTrue();

        sender.sendDue();

        assertThat(notices.settled(CASE, Kind.CONFIRMATION)).isTrue();
    }

    @Test
    void usesOneConnectionForABatch() {
        for (int i = 0; i < 10; i++) {
            notices.send(Samples.full(Kind.RECEIPT, THANDI));
        }

        sender.sendDue();

        assertThat(server.mails()).hasSize(10);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void failsTextMessagesWithoutACarrierAfterAllAttempts() {
        notices.send(Samples.full(Kind.RECEIPT, PIETER));

        sender.sendDue();
        assertThat(column("code")).containsExactly("NO_CARRIER");
        assertThat(health.health().getDetails()).containsEntry("withoutCarrier", 1L);

        clock.advance(Sender.GIVE_UP_AFTER);
        sender.sendDue();
        assertThat(column("status")).containsExactly("FAILED");
        assertThat(health.health().getDetails()).containsEntry("failed", 1L);
    }

    @Test
    void raisesTheAlarmWhenTheOldestHasWaitedForAQuarterOfAnHour() {
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");

        clock.advance(Duration.ofMinutes(16));

        assertThat(health.health().getStatus().getCode()).isEqualTo("DOWN");
        assertThat(health.health().getDetails().toString()).doesNotContain("thandi");
    }

    @Test
    void raisesTheAlarmWhenTheServerRefusesUsAsSender() {
        server.answersSender("451 not now");
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        sender.sendDue();
        assertThat(column("code")).containsExactly("OURS_451");

        clock.advance(Duration.ofMinutes(16));

        assertThat(health.health().getStatus().getCode()).isEqualTo("DOWN");
    }

    @Test
    void raisesNoAlarmBecauseOneMailboxIsFull() {
        server.answersRecipient("452 full");
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        sender.sendDue();

        clock.advance(A_DAY);

        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void forgetsASettledCodeAfterAWeekAndKeepsWhatBelongsToACase() {
        notices.send(Samples.code(THANDI));
        notices.send(Samples.full(Kind.RECEIPT, THANDI));
        sender.sendDue();
        assertThat(outbox.forgetOld()).isZero();

        clock.advance(Duration.ofDays(8));

        assertThat(outbox.forgetOld()).isEqualTo(1);
        assertThat(column("kind")).containsExactly("RECEIPT");
    }

    private Sender sender(MailCarrier mail) {
        return senders.with(MadeSenders.mailsOnly(mail), told::add, transaction);
    }

    private List<Object> column(String name) {
        return database.sql("select " + name + " from notice order by written_at")
                .query((row, number) -> row.getObject(1))
                .list();
    }

    private String statusOf(Kind kind) {
        return database.sql("select status from notice where kind = :kind")
                .params(Map.of("kind", kind.name()))
                .query(String.class)
                .single();
    }

    private String outboxAsText() {
        return String.join(
                "",
                database.sql("select n::text from notice n").query(String.class).list());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<UUID> ids(List<Outbox.Claim> claims) {
        return claims.stream().map(Outbox.Claim::id).toList();
    }
}
