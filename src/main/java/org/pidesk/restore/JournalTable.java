package org.pidesk.restore;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the database knows of the journal, and what the journal does not know yet. */
@Repository
class JournalTable {
    private static final String PLACE = "journal_pending";

    private final JdbcClient sql;
    private final EntrySeal seal;
    private final SealingKey key;

    JournalTable(JdbcClient sql, EntrySeal seal, Secrets secrets) {
        this.sql = sql;
        this.seal = seal;
        this.key = secrets.sealingKey("journal", "pending");
    }

    /** @param intent the name of a step that was begun, and perhaps written; null for none */
    record State(long step, UUID tick, UUID intent) {}

    /** @param sealed which writing of it: what was said meanwhile waits on */
    record Pending(Subject subject, byte[] sealed) {}

    /** Empty in a database that never had a journal. */
    Optional<State> state() {
        return sql.sql("select step, tick, intent from journal_state")
                .query((row, number) ->
                        new State(row.getLong(1), row.getObject(2, UUID.class), row.getObject(3, UUID.class)))
                .optional();
    }

    /** Committed before the journal is written. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void intend(UUID tick) {
        sql.sql("update journal_state set intent = ?").param(tick).update();
    }

    /**
     * Committed after it.
     *
     * @throws JournalUnusable when a later writer has begun: this one had lost its turn, with its connection, and did not know
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void reached(Head head, List<Pending> written) {
        var mine = sql.sql("insert into journal_state (step, tick) values (?, ?) on conflict (number) do update"
                        + " set step = excluded.step, tick = excluded.tick, intent = null"
                        + " where journal_state.intent = excluded.tick")
                .params(head.step(), head.tick())
                .update();
        if (mine == 0) {
            throw new JournalUnusable("Another node wrote the erasure journal meanwhile.");
        }
        if (!written.isEmpty()) {
            sql.sql("delete from journal_pending where sealed = any(?)")
                    .param(written.stream().map(Pending::sealed).toArray(byte[][]::new))
                    .update();
        }
    }

    /** In the caller's transaction. */
    void add(Subject subject) {
        sql.sql("insert into journal_pending (tag, sealed) values (?, ?)"
                        + " on conflict (tag) do update set sealed = excluded.sealed")
                .params(seal.tag(subject), key.seal(padded(subject), PLACE))
                .update();
    }

    List<Pending> pending() {
        return sql.sql("select sealed from journal_pending")
                .query((row, number) -> pending(row.getBytes(1)))
                .list();
    }

    boolean isPending() {
        return sql.sql("select exists (select from journal_pending)")
                .query(Boolean.class)
                .single();
    }

    int waiting() {
        return sql.sql("select count(*) from journal_pending")
                .query(Integer.class)
                .single();
    }

    private Pending pending(byte[] sealed) {
        var text = new String(key.open(sealed, PLACE), StandardCharsets.US_ASCII);
        return new Pending(Subject.read(text.strip()), sealed);
    }

    /** A record and a black list are of one length. */
    private static byte[] padded(Subject subject) {
        return String.format("%-96s", subject.text()).getBytes(StandardCharsets.US_ASCII);
    }
}
