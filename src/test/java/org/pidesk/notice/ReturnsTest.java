package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.FreePort;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Diary;
import org.pidesk.contact.DiaryNote;
import org.pidesk.contact.Field;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.UndeliverableAddress.Outcome;
import org.pidesk.sandbox.Brought;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** From the mail that leaves to the mail that comes back, over the sandbox's SMTP and IMAP. */
@PiDeskTest
class ReturnsTest {
    private static final Reference CASE = new Reference("PI-7K3M-9QXW-C2TD");

    @Autowired
    Notices notices;

    @Autowired
    Sender sender;

    @Autowired
    Returns returns;

    @Autowired
    Undeliverables undeliverables;

    @Autowired
    ReturnPaths paths;

    @Autowired
    PolledMailboxes polled;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Contacts contacts;

    @Autowired
    Diary diary;

    @Autowired
    SamplePeople people;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient database;

    @Autowired
    ApplicationContext application;

    private Brought mailbox;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
        mailbox = Brought.to(application);
        mailbox.empty();
    }

    @Test
    void notesAnAddressThatDoesNotExistWithTheReason() {
        var busi = customer("bounce-busi@example.com");
        write(busi, Kind.RECEIPT);

        returns.poll();

        assertThat(undeliverables.open(ABC_MOTORS)).singleElement().satisfies(row -> {
            assertThat(row.person().id()).isEqualTo(busi.id());
            assertThat(row.about().hard()).isTrue();
            assertThat(row.about().reason()).isEqualTo(ReturnReason.NO_SUCH_MAILBOX);
            assertThat(row.about().code()).isEqualTo("5.1.1");
        });
        assertThat(undeliverables.open(SEA_POINT_CARS)).isEmpty();
        assertThat(diary.of(busi.id()))
                .extracting(DiaryNote::what)
                .contains(DiaryNote.What.RETURNED, DiaryNote.What.EMAILED);
        assertThat(facts("ADDRESS_UNDELIVERABLE")).isOne();
    }

    @Test
    void letsTheCaseKnowThatItsAnswerDidNotArrive() {
        write(customer("bounce-busi@example.com"), Kind.CONFIRMATION);
        assertThat(notices.delivered(CASE, Kind.CONFIRMATION)).isOne();

        returns.poll();

        assertThat(notices.delivered(CASE, Kind.CONFIRMATION)).isZero();
        assertThat(codes()).containsExactly("5.1.1");
    }

    @Test
    void tellsAFullMailboxFromADeadOneAndAnAbsentPersonFromBoth() {
        write(customer("full@example.com"), Kind.RECEIPT);
        write(customer("away@example.com"), Kind.RECEIPT);

        returns.poll();

        assertThat(undeliverables.open(ABC_MOTORS)).singleElement().satisfies(row -> {
            assertThat(row.about().hard()).isFalse();
            assertThat(row.about().reason()).isEqualTo(ReturnReason.MAILBOX_FULL);
        });
        assertThat(mailbox.folder("Processed")).hasSize(2);
    }

    @Test
    void opensAComplaintAndStopsMarketingAtOnce() {
        var busi = customer("complaint-busi@example.com");
        write(busi, Kind.RECEIPT);

        returns.poll();

        assertThat(contacts.get(busi.id()).consentToMarket()).isFalse();
        assertThat(contacts.get(busi.id()).consentToProcess()).isTrue();
        assertThat(rows("marketing_complaint")).isOne();
        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();
    }

    @Test
    void dealsOnceWithWhatComesTwice() {
        var busi = customer("busi@example.com");
        write(busi, Kind.RECEIPT);
        var bounce = Corpus.sample("postfix-user-unknown").text(paths.mark(lastSent()));
        mailbox.bring(bounce);
        mailbox.bring(bounce);

        returns.poll();
        returns.poll();
        mailbox.bring(bounce);
        returns.poll();

        assertThat(undeliverables.open(ABC_MOTORS))
                .singleElement()
                .satisfies(row -> assertThat(row.about().times()).isOne());
        assertThat(mailbox.folder("INBOX")).isEmpty();
        assertThat(mailbox.folder("Processed")).hasSize(3);
    }

    @Test
    void believesNothingThatWeDidNotSign() {
        write(customer("busi@example.com"), Kind.RECEIPT);
        mailbox.bring(Corpus.sample("postfix-user-unknown").text("0123456789abcdefghijklmnopqrstuv0123456789"));
        mailbox.bring(Corpus.sample("arf-abuse").text("busi=example.com"));

        returns.poll();

        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();
        assertThat(rows("marketing_complaint")).isZero();
        assertThat(mailbox.folder("Failed")).hasSize(2);
    }

    /** The person passes our mails on, or whoever got one makes a report up: their own mailbox may live. */
    @Test
    void writesNobodyOffForAReportThatNamesAnotherMailbox() {
        write(customer("thandi@example.com"), Kind.RECEIPT);
        mailbox.bring(Corpus.sample("forwarded-elsewhere").text(paths.mark(lastSent())));
        returns.poll();

        assertThat(undeliverables.open(ABC_MOTORS)).singleElement().satisfies(row -> {
            assertThat(row.about().hard()).isFalse();
            assertThat(row.about().reason()).isEqualTo(ReturnReason.PASSED_ON);
        });

        mailbox.bring(Corpus.sample("forwarded-elsewhere")
                .text(paths.mark(lastSent()))
                .replace(
                        "Original-Recipient: rfc822;old.inbox@other.example",
                        "Original-Recipient: rfc822;Thandi@Example.com"));
        returns.poll();

        assertThat(undeliverables.open(ABC_MOTORS))
                .singleElement()
                .satisfies(row -> assertThat(row.about().hard()).isTrue());
    }

    @Test
    void believesNothingThatComesAfterAMonth() {
        write(customer("busi@example.com"), Kind.RECEIPT);
        var late = Corpus.sample("postfix-user-unknown").text(paths.mark(lastSent()));
        clock.advance(Duration.ofDays(31));
        mailbox.bring(late);

        returns.poll();

        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();
    }

    @Test
    void leavesWhatAPersonWroteToPeople() {
        mailbox.bring(Corpus.sample("a-person-answers").text(paths.mark(UUID.randomUUID())));

        returns.poll();

        assertThat(mailbox.folder("Failed")).hasSize(1);
        assertThat(mailbox.folder("INBOX")).isEmpty();
    }

    @Test
    void isReadByOneNodeAtATime() {
        write(customer("bounce@example.com"), Kind.RECEIPT);
        database.sql("insert into returns_mailbox (id, lease_until) values (1, now() + interval '1 hour')")
                .update();

        returns.poll();
        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();

        clock.advance(Duration.ofHours(2));
        returns.poll();
        assertThat(undeliverables.open(ABC_MOTORS)).hasSize(1);
    }

    /** As after a restore: the numbers begin anew, and say nothing of what was read before. */
    @Test
    void readsFromTheBeginningAMailboxThatWasBuiltAnew() {
        write(customer("bounce@example.com"), Kind.RECEIPT);
        database.sql("insert into returns_mailbox (id, uid_validity, last_uid) values (1, 1, 1000000)")
                .update();

        returns.poll();

        assertThat(undeliverables.open(ABC_MOTORS)).hasSize(1);
    }

    /** Killed between what it noted and the moving of the mail. */
    @Test
    void dealsOnceWithWhatItReadBeforeItWasKilled() {
        write(customer("bounce@example.com"), Kind.RECEIPT);
        var killed = polled.from(mailbox.mailbox(), new Killed(transaction));
        assertThatThrownBy(killed::poll).hasMessage("killed");
        assertThat(mailbox.folder("INBOX")).hasSize(1);

        returns.poll();

        assertThat(undeliverables.open(ABC_MOTORS))
                .singleElement()
                .satisfies(row -> assertThat(row.about().times()).isOne());
        assertThat(mailbox.folder("INBOX")).isEmpty();
        assertThat(mailbox.folder("Processed")).hasSize(1);
    }

    @Test
    void putsAsideWhatItCouldNotReadThreeTimes() {
        write(customer("bounce@example.com"), Kind.RECEIPT);
        var killed = polled.from(mailbox.mailbox(), new Killed(null));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(killed::poll).hasMessage("killed");
        }

        killed.poll();

        assertThat(mailbox.folder("INBOX")).isEmpty();
        assertThat(mailbox.folder("Failed")).hasSize(1);
    }

    @Test
    void opensNothingThatIsTooLarge() {
        write(customer("busi@example.com"), Kind.RECEIPT);
        mailbox.bring(Corpus.sample("postfix-user-unknown").text(paths.mark(lastSent())) + "x".repeat(3_000_000));

        returns.poll();

        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();
        assertThat(mailbox.folder("Failed")).hasSize(1);
    }

    @Test
    void waitsForAMailboxThatIsAway() throws IOException {
        write(customer("bounce@example.com"), Kind.RECEIPT);
        var here = mailbox.mailbox();
        var away = new ReturnsMailbox(
                here.address(), here.host(), FreePort.next(), here.username(), here.password(), false);

        var inVain = polled.from(away, transaction);
        inVain.poll();
        assertThat(LinesHealth.of(inVain.hasMailbox(), inVain.trouble()).getStatus())
                .isEqualTo(Status.DOWN);
        polled.from(
                        new ReturnsMailbox(here.address(), here.host(), here.port(), here.username(), "wrong", false),
                        transaction)
                .poll();
        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();

        returns.poll();
        assertThat(undeliverables.open(ABC_MOTORS)).hasSize(1);
        assertThat(LinesHealth.of(returns.hasMailbox(), returns.trouble()).getStatus())
                .isEqualTo(Status.UP);
    }

    @Test
    void forgetsAnAddressThatWasChangedMeanwhile() {
        var busi = customer("bounce@example.com");
        write(busi, Kind.RECEIPT);
        returns.poll();

        contacts.change(busi.id(), Field.EMAIL, "busi@example.com");

        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();
    }

    @Test
    void isCorrectedByStaffOnce() {
        var busi = customer("bounce@example.com");
        write(busi, Kind.RECEIPT);
        returns.poll();
        var row = undeliverables.open(ABC_MOTORS).get(0).about();

        assertThatThrownBy(() -> undeliverables.settle(ABC_MOTORS, row.id(), Outcome.CORRECTED, "no address", "naledi"))
                .isInstanceOf(NotAnAddress.class);
        undeliverables.settle(ABC_MOTORS, row.id(), Outcome.CORRECTED, "Busi@Example.com", "naledi");

        assertThat(contacts.get(busi.id()).email()).contains(new EmailAddress("busi@example.com"));
        assertThat(undeliverables.open(ABC_MOTORS)).isEmpty();
        assertThat(undeliverables.find(ABC_MOTORS, row.id())).isEmpty();
        assertThat(undeliverables.find(SEA_POINT_CARS, row.id())).isEmpty();
        assertThat(facts("UNDELIVERABLE_SETTLED")).isOne();
    }

    @Test
    void keepsWhoGotWhatSealedAndForAMonth() {
        write(customer("busi@example.com"), Kind.RECEIPT);

        assertThat(database.sql("select s::text || encode(s.address, 'escape') from sent_message s")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains("busi"));
        clock.advance(Duration.ofDays(31));
        assertThat(application.getBean(SentMessages.class).forgetOld()).isOne();
        assertThat(rows("sent_message")).isZero();
    }

    private Contact customer(String address) {
        return contacts.add(new Contact(ABC_MOTORS, "Busi", "Dlamini", "Walked in")
                .reachedAt(EmailAddress.parse(address))
                .consentsToMarketing());
    }

    private void write(Contact to, Kind kind) {
        var model = Samples.full(kind, to.email().orElseThrow()).model();
        notices.send(new Notice(kind, ABC_MOTORS, to.email().orElseThrow(), CASE, model, null));
        sender.sendDue();
    }

    private UUID lastSent() {
        return database.sql("select id from sent_message order by sent_at desc limit 1")
                .query(UUID.class)
                .single();
    }

    private List<String> codes() {
        return database.sql("select code from notice where kind = :kind")
                .params(Map.of("kind", Kind.CONFIRMATION.name()))
                .query(String.class)
                .list();
    }

    /** The power goes once something is noted, or before. @param noting null to note nothing */
    private record Killed(TransactionOperations noting) implements TransactionOperations {
        @Override
        public <T> T execute(TransactionCallback<T> action) {
            if (noting != null) {
                noting.execute(action);
            }
            throw new IllegalStateException("killed");
        }
    }

    private int facts(String kind) {
        return database.sql("select count(*) from fact where kind = ?")
                .param(kind)
                .query(Integer.class)
                .single();
    }

    private int rows(String table) {
        return database.sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }
}
