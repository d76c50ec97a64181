package org.pidesk.restore;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.campaign.Campaigns;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.NoticesToCheck;
import org.pidesk.restore.ErasureJournal.Match;
import org.pidesk.restore.Standing.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Compares journal and database before anything of the product runs: no page, no chore, no job of the engine. Where the
 * database was put back, it is told again what it has forgotten, and only then the start goes on. Other nodes that start
 * wait for that.
 */
@Component
@ConditionalOnProperty(name = "pidesk.command", matchIfMissing = true, havingValue = "none")
class StartGate implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(StartGate.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOGETHER = 200;

    private final ErasureJournal journal;
    private final JournalFiles files;
    private final JournalTable table;
    private final JournalSettings settings;
    private final OneWriter oneWriter;
    private final Standing standing;
    private final NoticesToCheck notices;
    private final Campaigns campaigns;
    private final ActivityLog activity;
    private final ShutDoor door;
    private final TransactionOperations transaction;
    private final Clock clock;

    StartGate(
            ErasureJournal journal,
            JournalFiles files,
            JournalTable table,
            JournalSettings settings,
            OneWriter oneWriter,
            Standing standing,
            NoticesToCheck notices,
            Campaigns campaigns,
            ActivityLog activity,
            ShutDoor door,
            TransactionOperations transaction,
            Clock clock) {
        this.journal = journal;
        this.files = files;
        this.table = table;
        this.settings = settings;
        this.oneWriter = oneWriter;
        this.standing = standing;
        this.notices = notices;
        this.campaigns = campaigns;
        this.activity = activity;
        this.door = door;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var isDone = oneWriter.aloneIfFree(() -> {
            open();
            return true;
        });
        if (isDone.isEmpty()) {
            try (var shut = door.hang()) {
                oneWriter.alone(this::open);
            }
        }
    }

    private void open() {
        var unusable = fault();
        if (unusable.isPresent()) {
            beginAnew(unusable.get());
            return;
        }
        switch (journal.match()) {
            case NONE -> begin(0, "JOURNAL_BEGUN");
            case SAME, INTERRUPTED -> journal.goOn(files.head().orElseThrow());
            case DATABASE_IS_OLDER -> {
                try (var shut = door.hang()) {
                    replay(files.head().orElseThrow());
                }
            }
        }
    }

    /** All of it is read at each start. */
    private Optional<JournalUnusable> fault() {
        try {
            if (journal.match() != Match.NONE) {
                files.readAll(files.head().orElseThrow(), entry -> {});
            }
            return Optional.empty();
        } catch (JournalUnusable unusable) {
            return Optional.of(unusable);
        }
    }

    private void beginAnew(JournalUnusable fault) {
        var today = LocalDate.now(clock);
        if (!today.equals(settings.beginAnew())) {
            throw fault;
        }
        LOG.warn(
                "{} A new one begins, as pidesk.journal.begin-anew says, with what this database knows.",
                fault.getMessage());
        files.moveAside(today.toString());
        begin(table.state().map(JournalTable.State::step).orElse(0L), "JOURNAL_BEGUN_ANEW");
    }

    private void begin(long after, String fact) {
        activity.record(Fact.of(Reference.random(), fact));
        journal.begin(after);
    }

    private void replay(Head head) {
        var newest = new HashMap<Subject, Entry>();
        files.readAll(head, entry -> newest.put(entry.subject(), entry));
        LOG.warn(
                "The database is older than the erasure journal: it was put back from a backup. What it has forgotten is"
                        + " done again before anything is shown or sent.");
        var held = transaction.execute(
                status -> Map.of("notices", notices.holdAll(), "campaigns", campaigns.pauseAfterRestore()));
        var done = impose(newest);
        activity.wasRestored();
        activity.record(Fact.of(Reference.random(), "DATABASE_RESTORED")
                .with(held)
                .with(Map.of("erased", done.erased(), "refused", done.refused(), "listed", done.listed())));
        journal.goOn(files.head().orElseThrow());
        LOG.warn(
                "Done again: {} records de-identified, {} refusals, {} entries of black lists. {} messages wait to be"
                        + " checked, {} campaigns rest.",
                done.erased(),
                done.refused(),
                done.listed(),
                held.get("notices"),
                held.get("campaigns"));
    }

    /** Removals first: who is removed refuses nothing any more. */
    private Done impose(Map<Subject, Entry> newest) {
        var removals = newest.values().stream()
                .collect(Collectors.partitioningBy(entry -> entry.subject().kind() == Subject.Kind.ERASED));
        return impose(removals.get(true)).and(impose(removals.get(false)));
    }

    /** In an order that says nothing, so that no two entries of a block come into the database side by side. */
    private Done impose(List<Entry> entries) {
        var all = new ArrayList<>(entries);
        Collections.shuffle(all, RANDOM);
        var done = new Done(0, 0, 0);
        for (int from = 0; from < all.size(); from += TOGETHER) {
            done = done.and(standing.impose(all.subList(from, Math.min(from + TOGETHER, all.size()))));
        }
        return done;
    }
}
