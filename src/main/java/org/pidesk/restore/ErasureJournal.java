package org.pidesk.restore;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.restore.JournalTable.Pending;
import org.pidesk.restore.JournalTable.State;
import org.springframework.stereotype.Component;

/**
 * Holds, outside of the database, what a restored one has to be told again: who stands on a black list, which records were
 * de-identified, and what people refused.
 *
 * <p>What is to be written waits in the database, from the transaction that did it; so a crash loses nothing. Then a step:
 * the database notes which name the step will have, the files are written, and the database notes that it knows the step.
 * So a journal that is ahead of the database is either one that a crash cut off at that one step, known by its name, or a
 * database that was put back.
 */
@Component
class ErasureJournal {
    private final JournalFiles files;
    private final JournalTable table;
    private final Standing standing;
    private final OneWriter oneWriter;

    ErasureJournal(JournalFiles files, JournalTable table, Standing standing, OneWriter oneWriter) {
        this.files = files;
        this.table = table;
        this.standing = standing;
        this.oneWriter = oneWriter;
    }

    /** How the journal and the database stand to each other. */
    enum Match {
        /** Neither knows of one. */
        NONE,
        SAME,
        /** A crash came between the journal and the note of it. */
        INTERRUPTED,
        DATABASE_IS_OLDER
    }

    /** @throws JournalUnusable when the journal is missing, damaged, older than the database, or another one's */
    Match match() {
        var head = files.head();
        var state = table.state();
        if (head.isEmpty() && state.isPresent()) {
            throw new JournalUnusable("The erasure journal (pidesk.journal.folder) is missing.");
        }
        if (head.isEmpty()) {
            return Match.NONE;
        }
        return match(head.get(), state);
    }

    private static Match match(Head head, Optional<State> known) {
        if (known.isEmpty() || head.step() > known.get().step()) {
            return known.filter(state -> head.step() == state.step() + 1)
                            .filter(state -> head.tick().equals(state.intent()))
                            .isPresent()
                    ? Match.INTERRUPTED
                    : Match.DATABASE_IS_OLDER;
        }
        if (head.step() < known.get().step()) {
            throw new JournalUnusable("The erasure journal is older than the database: the end of it is missing.");
        }
        if (!head.tick().equals(known.get().tick())) {
            throw new JournalUnusable(
                    "The erasure journal belongs to another database, or this database to another journal.");
        }
        return Match.SAME;
    }

    /**
     * Writes what waits, and in any case a new step: by it a backup is known to be older than this moment. Where another node
     * writes, that one does it.
     *
     * @throws JournalUnusable when the journal cannot be believed; what waits goes on waiting
     */
    void write() {
        oneWriter.aloneIfFree(() -> {
            step();
            return true;
        });
    }

    /** The same, where there is something to write; in its turn. */
    void writeWhatWaits() {
        if (table.isPending()) {
            oneWriter.aloneSoon(() -> {
                if (table.isPending()) {
                    step();
                }
            });
        }
    }

    private void step() {
        switch (match()) {
            case NONE -> begin(0);
            case INTERRUPTED, SAME -> goOn(files.head().orElseThrow());
            case DATABASE_IS_OLDER -> throw new DatabasePutBack();
        }
    }

    /** Begins with all that stands. @param after the step of a journal that is lost; 0 for none */
    void begin(long after) {
        var pending = table.pending();
        commit(null, after, pending, standing.of(standing.everything()));
    }

    /** Goes on behind a head, whatever the database knew. */
    void goOn(Head head) {
        var pending = table.pending();
        commit(
                head,
                head.step(),
                pending,
                standing.of(pending.stream().map(Pending::subject).toList()));
    }

    private void commit(Head before, long after, List<Pending> pending, List<Entry> entries) {
        var tick = UUID.randomUUID();
        table.intend(tick);
        try {
            table.reached(files.write(before, after + 1, tick, entries), pending);
        } catch (IOException unwritable) {
            throw JournalFiles.unwritten(unwritable);
        }
    }
}
