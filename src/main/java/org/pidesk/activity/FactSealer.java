package org.pidesk.activity;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Seals the facts of all transactions that are surely over: those before the oldest that still runs. Nobody who writes
 * facts waits for it, and of several nodes one seals at a time.
 *
 * <p>The line in the anchor file follows the commit. The other order could leave a line of a seal that never came to
 * be, and so a false alarm; this one leaves, after a crash, a seal whose line the next run writes.
 */
@Component
class FactSealer implements SmartInitializingSingleton {
    private static final long ONLY_ONE = 0x7365616c66616374L;

    private final JdbcClient sql;
    private final CursoredReader reader;
    private final AnchorFile anchor;
    private final TransactionOperations transaction;
    private final Clock clock;

    FactSealer(
            JdbcClient sql, CursoredReader reader, AnchorFile anchor, TransactionOperations transaction, Clock clock) {
        this.sql = sql;
        this.reader = reader;
        this.anchor = anchor;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Refuses to start rather than to write facts that no later check could tell from forged ones. */
    @Override
    public void afterSingletonsInstantiated() {
        mustNotBeBehind(last(), oldestRunning());
    }

    void seal() {
        transaction.executeWithoutResult(status -> {
            if (mayI()) {
                sealFrom(last());
            }
        });
        anchor.append(this::after);
    }

    private boolean mayI() {
        return sql.sql("select pg_try_advisory_xact_lock(?)")
                .param(ONLY_ONE)
                .query(Boolean.class)
                .single();
    }

    private void sealFrom(Seal last) {
        var until = oldestRunning();
        mustNotBeBehind(last, until);
        var tree = new MerkleTree();
        try (var facts = reader.toSeal(last.until(), until)) {
            facts.forEach(fact -> tree.add(fact.hash()));
        }
        if (tree.leaves() > 0) {
            add(last, until, tree);
        }
    }

    /** Copied into a cluster whose transactions count from lower numbers, new facts would look like old ones. */
    private static void mustNotBeBehind(Seal last, long until) {
        if (Long.compareUnsigned(until, last.until()) < 0) {
            throw new IllegalStateException("This database was copied into a cluster with lower transaction numbers."
                    + " Raise them above " + Long.toUnsignedString(last.until())
                    + " with pg_resetwal, to the first of a segment: docs/operations.md, Backups.");
        }
    }

    private Seal last() {
        return sql.sql("select " + Seal.COLUMNS + " from fact_seal order by number desc limit 1")
                .query((row, position) -> Seal.read(row))
                .optional()
                .orElse(Seal.NONE);
    }

    private long oldestRunning() {
        return Long.parseUnsignedLong(sql.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
                .query(String.class)
                .single());
    }

    private void add(Seal last, long until, MerkleTree tree) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var at = String.format(Locale.ROOT, "%d.%06d", now.getEpochSecond(), now.getNano() / 1000);
        var seal = last.next(at, until, tree);
        sql.sql("insert into fact_seal values (?, ?, ?::xid8, ?, ?, ?, ?)")
                .params(
                        seal.number(),
                        now.atOffset(ZoneOffset.UTC),
                        Long.toUnsignedString(until),
                        seal.facts(),
                        seal.root(),
                        seal.previous(),
                        seal.hash())
                .update();
    }

    /** The seals after this one, a few at a time. */
    private List<Seal> after(long number) {
        return sql.sql("select " + Seal.COLUMNS + " from fact_seal where number > ? order by number limit 1000")
                .param(number)
                .query((row, position) -> Seal.read(row))
                .list();
    }
}
