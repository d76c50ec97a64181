package org.pidesk.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_FIRST_LEAD;
import static org.pidesk.sandbox.SamplePeople.MALLORY;
import static org.pidesk.sandbox.SamplePeople.PIETER;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.activity.ActivityLog;
import org.pidesk.campaign.Campaigns;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Evidence;
import org.pidesk.consent.Interests;
import org.pidesk.consent.MarketingConsent.Ground;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Hold;
import org.pidesk.contact.Items;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.notice.NoticesToCheck;
import org.pidesk.notice.Sender;
import org.pidesk.restore.ErasureJournal.Match;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.suppression.Suppressions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What a backup has forgotten, the journal knows; and what the journal says must be as it was written. */
@PiDeskTest
class ErasureJournalTest {
    private static final LocalDate DECIDED = LocalDate.of(2026, 3, 2);

    @Autowired
    ErasureJournal journal;

    @Autowired
    JournalFiles files;

    @Autowired
    JournalTable table;

    @Autowired
    JournalHealth health;

    @Autowired
    StartGate gate;

    @Autowired
    OneWriter oneWriter;

    @Autowired
    Standing standing;

    @Autowired
    JournalSettings settings;

    @Autowired
    SamplePeople people;

    @Autowired
    Contacts contacts;

    @Autowired
    Consents consents;

    @Autowired
    Interests interests;

    @Autowired
    Suppressions suppressions;

    @Autowired
    Notices notices;

    @Autowired
    NoticesToCheck toCheck;

    @Autowired
    Sender sender;

    @Autowired
    Campaigns campaigns;

    @Autowired
    ActivityLog activity;

    @Autowired
    ShutDoor door;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    Environment environment;

    @BeforeEach
    void sampleData() {
        people.moveIn();
    }

    @Test
    void doesAgainWhatARestoredDatabaseHasForgotten() throws Exception {
        var tractors = interests.add(ABC_MOTORS, "Tractors", "News of tractors", "naledi");
        var pieter = contacts.heldAt(ABC_MOTORS, PIETER).get(0).id();
        consents.give(pieter, Channel.SMS, tractors, Ground.CONSENT, verbal());
        consents.give(pieter, Channel.SMS, null, Ground.CONSENT, verbal());
        journal.write();
        try (var backup = new PutBack(database, environment)) {
            var thandi = contacts.heldAt(ABC_MOTORS, THANDI).get(0).id();
            var fred = contacts.heldAt(ABC_MOTORS, FRED).get(0).id();
            transaction.executeWithoutResult(status -> {
                suppressions.cover(ABC_MOTORS, THANDI);
                contacts.withdrawConsent(thandi);
                contacts.deIdentify(thandi);
            });
            transaction.executeWithoutResult(status -> {
                contacts.hold(
                        fred,
                        List.of(
                                new Hold(Items.NAME, "TAX_RECORD", LocalDate.of(2030, 2, 28), DECIDED),
                                new Hold(Items.lead(FREDS_FIRST_LEAD), "OPEN_DEAL", null, DECIDED)));
                contacts.restrict(fred);
                contacts.withdrawConsent(fred);
                contacts.deIdentify(fred);
            });
            consents.withdraw(pieter, Channel.SMS, tractors, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));
            consents.endAt(ABC_MOTORS, MALLORY, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));
            journal.write();

            backup.restore();
            assertThat(contacts.get(thandi).firstName()).isEqualTo("Thandi");
            assertThat(suppressions.covers(ABC_MOTORS, MALLORY)).isFalse();
            assertThat(journal.match()).isEqualTo(Match.DATABASE_IS_OLDER);
            gate.afterSingletonsInstantiated();

            assertThat(journal.match()).isEqualTo(Match.SAME);
            assertThat(contacts.get(thandi).state()).isEqualTo(Contact.State.DE_IDENTIFIED);
            assertThat(contacts.heldAt(ABC_MOTORS, THANDI)).isEmpty();
            assertThat(contacts.get(fred).firstName()).isEqualTo("Fred");
            assertThat(contacts.get(fred).email()).isEmpty();
            assertThat(contacts.holdsOf(fred))
                    .containsExactlyInAnyOrder(
                            new Hold(Items.NAME, "TAX_RECORD", LocalDate.of(2030, 2, 28), DECIDED),
                            new Hold(Items.lead(FREDS_FIRST_LEAD), "OPEN_DEAL", null, DECIDED));
            assertThat(contacts.leadsOf(fred)).extracting("number").contains(FREDS_FIRST_LEAD);
            assertThat(consents.mayMarket(pieter, Channel.SMS, tractors)).isFalse();
            assertThat(consents.refusals(pieter)).contains(new Consents.Refusal(Channel.SMS, tractors));
            assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();
            assertThat(suppressions.covers(ABC_MOTORS, MALLORY)).isTrue();
            // and who did nothing is as before
            assertThat(contacts.heldAt(ABC_MOTORS, SamplePeople.AISHA)).hasSize(2);
            assertThat(sql.sql("select detail from fact where kind = 'DATABASE_RESTORED'")
                            .query(String.class)
                            .list())
                    .containsExactly("campaigns=0;erased=2;listed=2;notices=0;refused=1");

            var pseudonym = contacts.get(fred).pseudonym();
            gate.afterSingletonsInstantiated();
            assertThat(contacts.get(fred).pseudonym()).as("done once").isEqualTo(pseudonym);
        }
    }

    /** Those did not say on which day a hold was decided. */
    @Test
    void doesWhatAnEarlierJournalSaysOnce() {
        var fred = contacts.heldAt(ABC_MOTORS, FRED).get(0).id();
        var entry = List.of(new Entry(Subject.erased(fred), "lead:" + FREDS_FIRST_LEAD + "|OPEN_DEAL|"));

        assertThat(standing.impose(entry).erased()).isOne();
        assertThat(standing.impose(entry).erased()).isZero();

        assertThat(contacts.holdsOf(fred))
                .singleElement()
                .satisfies(hold -> assertThat(hold.decidedOn()).isCloseTo(LocalDate.now(), within(1, ChronoUnit.DAYS)));
    }

    /** Its connection, and with it its turn, was lost while its disk stood still. */
    @Test
    void forgetsNothingThatWaitsWhereALaterWriterHasBegun() {
        journal.write();
        var head = files.head().orElseThrow();
        suppressions.cover(ABC_MOTORS, THANDI);
        var tick = UUID.randomUUID();
        var late = new Head(head.step() + 1, tick, head.blocks(), head.chain(), head.open(), head.openHash());
        table.intend(tick);
        table.intend(UUID.randomUUID());

        assertThatThrownBy(() -> table.reached(late, table.pending())).isInstanceOf(JournalUnusable.class);

        assertThat(table.isPending()).isTrue();
        assertThat(table.state().orElseThrow().step()).isEqualTo(head.step());
    }

    @Test
    void isNotWrittenAgainForWhatItHas() {
        consents.endAt(ABC_MOTORS, THANDI, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));
        assertThat(table.isPending()).isTrue();
        journal.write();

        consents.endAt(ABC_MOTORS, THANDI, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));
        assertThat(table.isPending()).as("while it waits to be listed").isFalse();
        suppressions.shuffle();
        consents.endAt(ABC_MOTORS, THANDI, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));
        assertThat(table.isPending()).as("once it is").isFalse();

        suppressions.lift(ABC_MOTORS, THANDI);
        journal.write();
        consents.endAt(ABC_MOTORS, THANDI, Evidence.of(Evidence.Kind.UNSUBSCRIBE_LINK));
        assertThat(table.isPending()).as("after a yes").isTrue();
    }

    /** The first said no before there was a journal, and says it again since. */
    @Test
    void knowsWhoSaidNoBeforeItBegan() throws Exception {
        try (var backup = new PutBack(database, environment)) {
            suppressions.cover(ABC_MOTORS, MALLORY);
            sql.sql("delete from journal_pending").update();
            journal.write();
            suppressions.cover(ABC_MOTORS, MALLORY);
            assertThat(table.isPending()).isFalse();
            journal.write();

            backup.restore();
            assertThat(suppressions.covers(ABC_MOTORS, MALLORY)).isFalse();
            gate.afterSingletonsInstantiated();

            assertThat(suppressions.covers(ABC_MOTORS, MALLORY)).isTrue();
        }
    }

    @Test
    void bringsNoYesBackAndLeavesWhoSaidYesSince() throws Exception {
        var pieter = contacts.heldAt(ABC_MOTORS, PIETER).get(0).id();
        suppressions.cover(ABC_MOTORS, PIETER);
        contacts.restrict(pieter);
        journal.write();
        try (var backup = new PutBack(database, environment)) {
            contacts.liftRestriction(pieter);
            suppressions.lift(ABC_MOTORS, PIETER);
            suppressions.cover(ABC_MOTORS, MALLORY);
            journal.write();
            suppressions.lift(ABC_MOTORS, MALLORY);
            journal.write();

            backup.restore();
            gate.afterSingletonsInstantiated();

            assertThat(suppressions.covers(ABC_MOTORS, MALLORY))
                    .as("said yes since")
                    .isFalse();
            assertThat(suppressions.covers(ABC_MOTORS, PIETER))
                    .as("the yes has gone with its proof")
                    .isTrue();
            assertThat(contacts.get(pieter).state()).isEqualTo(Contact.State.RESTRICTED);
        }
    }

    @Test
    void sendsNothingThatWaitedInTheBackupBeforeSomebodyLooked() throws Exception {
        var first = Reference.random();
        var second = Reference.random();
        notices.send(Notice.of(Kind.CANCELLED, ABC_MOTORS, MALLORY).about(first));
        notices.send(Notice.of(Kind.CANCELLED, ABC_MOTORS, MALLORY).about(second));
        journal.write();
        try (var backup = new PutBack(database, environment)) {
            journal.write();
            backup.restore();
            gate.afterSingletonsInstantiated();

            sender.sendDue();

            assertThat(toCheck.open()).extracting("reference").containsExactlyInAnyOrder(first, second);
            assertThat(notices.unsent(List.of(first, second))).isEqualTo(2);
            assertThat(statuses()).containsExactly("PENDING", "PENDING");

            for (var held : toCheck.open()) {
                if (held.reference().equals(first)) {
                    assertThat(toCheck.send(held.id(), first, "zanele")).isTrue();
                } else {
                    assertThat(toCheck.wasSent(held.id(), second, "zanele")).isTrue();
                    assertThat(toCheck.send(held.id(), second, "zanele")).isFalse();
                }
            }
            sender.sendDue();

            assertThat(toCheck.open()).isEmpty();
            assertThat(statuses()).containsExactly("SENT", "SENT");
            assertThat(notices.delivered(first, Kind.CANCELLED)).isEqualTo(1);
        }
    }

    @Test
    void holdsNothingBackWhereNothingWasRestored() {
        journal.write();
        notices.send(Notice.of(Kind.CANCELLED, ABC_MOTORS, MALLORY).about(Reference.random()));

        gate.afterSingletonsInstantiated();

        assertThat(toCheck.open()).isEmpty();
    }

    /** The journal is written, the note of it is not. */
    @Test
    void takesACrashForNoRestore() throws IOException {
        journal.write();
        notices.send(Notice.of(Kind.CANCELLED, ABC_MOTORS, MALLORY).about(Reference.random()));
        suppressions.cover(ABC_MOTORS, MALLORY);
        var head = files.head().orElseThrow();
        var tick = UUID.randomUUID();
        table.intend(tick);
        files.write(
                head,
                head.step() + 1,
                tick,
                standing.of(table.pending().stream()
                        .map(JournalTable.Pending::subject)
                        .toList()));
        assertThat(journal.match()).isEqualTo(Match.INTERRUPTED);

        gate.afterSingletonsInstantiated();

        assertThat(journal.match()).isEqualTo(Match.SAME);
        assertThat(toCheck.open()).isEmpty();
        assertThat(table.isPending()).isFalse();
        assertThat(read()).extracting(Entry::state).contains("listed");
    }

    /** The intention is noted, the journal is not written. */
    @Test
    void catchesUpWithWhatACrashLeftOut() {
        journal.write();
        suppressions.cover(ABC_MOTORS, MALLORY);
        table.intend(UUID.randomUUID());

        gate.afterSingletonsInstantiated();

        assertThat(read()).extracting(Entry::state).contains("listed");
        assertThat(table.isPending()).isFalse();
    }

    @Test
    void keepsWhatCannotBeWrittenAndSaysSo() throws IOException {
        journal.write();
        var elsewhere = settings.folder().resolveSibling("journal-elsewhere");
        Files.move(settings.folder(), elsewhere);

        suppressions.cover(ABC_MOTORS, MALLORY);
        assertThatThrownBy(journal::writeWhatWaits).isInstanceOf(JournalUnusable.class);

        assertThat(suppressions.covers(ABC_MOTORS, MALLORY)).isTrue();
        assertThat(table.isPending()).isTrue();
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        Files.move(elsewhere, settings.folder());
        journal.writeWhatWaits();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(read()).extracting(Entry::state).contains("listed");
    }

    @Test
    void noticesABackupThatIsRestoredUnderARunningNode() throws Exception {
        journal.write();
        try (var backup = new PutBack(database, environment)) {
            journal.write();
            backup.restore();

            assertThatThrownBy(journal::write).isInstanceOf(DatabasePutBack.class);
        }
    }

    @Test
    void beginsWithAllThatStands() {
        suppressions.cover(ABC_MOTORS, MALLORY);
        suppressions.shuffle();
        var thandi = contacts.heldAt(ABC_MOTORS, THANDI).get(0).id();
        contacts.deIdentify(thandi);
        sql.sql("delete from journal_pending").update();

        journal.write();

        assertThat(read()).extracting(Entry::subject).contains(Subject.erased(thandi));
        assertThat(read()).extracting(Entry::state).contains("listed");
    }

    @Test
    void beginsANewJournalOnlyOnTheDayThatIsNamed() throws IOException {
        journal.write();
        suppressions.cover(ABC_MOTORS, MALLORY);
        journal.write();
        Files.writeString(settings.head(), "nonsense");
        var today = LocalDate.now(clock);

        assertThatThrownBy(() -> gate(today.minusDays(1)).afterSingletonsInstantiated())
                .isInstanceOf(JournalUnusable.class);
        var before = filesOf(settings);
        gate(today).afterSingletonsInstantiated();

        // a disk cannot be moved: what was there lies inside
        try (var aside = Files.newDirectoryStream(settings.folder(), "damaged-" + today + "-*")) {
            assertThat(aside.iterator().next().toFile().list())
                    .containsExactlyInAnyOrderElementsOf(before.stream()
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("(block|open)-.*"))
                            .toList());
        }
        assertThat(journal.match()).isEqualTo(Match.SAME);
        assertThat(read()).extracting(Entry::state).contains("listed");
        assertThat(sql.sql("select count(*) from fact where kind = 'JOURNAL_BEGUN_ANEW'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        gate.afterSingletonsInstantiated();
    }

    /** Whoever has the journal and the secret, too. */
    @Test
    void putsNobodysTwoAddressesSideBySide() {
        journal.write();
        var everybody = new ArrayList<List<String>>();
        for (int i = 0; i < PEOPLE; i++) {
            var email = Address.parse("person" + i + "@example.com");
            var mobile = Address.parse("0821%06d".formatted(i * 7919 % 1000000));
            transaction.executeWithoutResult(status -> {
                suppressions.cover(ABC_MOTORS, email);
                suppressions.cover(ABC_MOTORS, mobile);
            });
            var known = everybody.stream().flatMap(List::stream).collect(Collectors.toSet());
            everybody.add(table.pending().stream()
                    .map(pending -> pending.subject().key())
                    .filter(key -> !known.contains(key))
                    .toList());
            if (i % AT_ONCE == 0) {
                journal.writeWhatWaits();
            }
        }
        journal.writeWhatWaits();
        assertThat(everybody).allMatch(both -> both.size() == 2);
        assertThat(files.head().orElseThrow().blocks()).isPositive();

        assertThat(linked(everybody, read())).isLessThanOrEqualTo(8);
        var asTheyCame = everybody.stream()
                .flatMap(List::stream)
                .map(key -> new Entry(new Subject(Subject.Kind.LISTED, key), "listed"))
                .toList();
        assertThat(linked(everybody, asTheyCame))
                .as("in the order of their coming")
                .isGreaterThanOrEqualTo(PEOPLE - 1);
    }

    private static final int PEOPLE = 510;
    private static final int AT_ONCE = 15;

    /** How many stand beside their own other address. */
    private static long linked(List<List<String>> everybody, List<Entry> entries) {
        var keys = entries.stream().map(entry -> entry.subject().key()).toList();
        return everybody.stream()
                .filter(both -> Math.abs(keys.indexOf(both.get(0)) - keys.indexOf(both.get(1))) == 1)
                .count();
    }

    /** Who has it without the secret sees lines of one length that are others each time. */
    @Test
    void showsNothingWithoutTheSecret() throws IOException {
        suppressions.cover(ABC_MOTORS, MALLORY);
        contacts.deIdentify(contacts.heldAt(ABC_MOTORS, THANDI).get(0).id());
        journal.write();
        var before = openLines();
        suppressions.cover(ABC_MOTORS, PIETER);
        journal.write();

        var after = openLines();
        assertThat(after).doesNotContainAnyElementsOf(before).hasSizeGreaterThan(before.size());
        assertThat(after).extracting(String::length).containsOnly(after.get(0).length());
    }

    private List<String> openLines() throws IOException {
        return Files.readAllLines(
                settings.folder().resolve(files.head().orElseThrow().open()));
    }

    private StartGate gate(LocalDate beginAnew) {
        return new StartGate(
                journal,
                files,
                table,
                new JournalSettings(settings.folder(), settings.head(), beginAnew),
                oneWriter,
                standing,
                toCheck,
                campaigns,
                activity,
                door,
                transaction,
                clock);
    }

    private List<Entry> read() {
        var entries = new ArrayList<Entry>();
        files.readAll(files.head().orElseThrow(), entries::add);
        return entries;
    }

    private List<String> statuses() {
        return sql.sql("select status from notice").query(String.class).list();
    }

    private static Evidence verbal() {
        return Evidence.of(Evidence.Kind.VERBAL).takenBy("naledi", "at the desk");
    }

    static List<Path> filesOf(JournalSettings settings) throws IOException {
        try (var found = Files.list(settings.folder())) {
            return found.sorted().toList();
        }
    }
}
