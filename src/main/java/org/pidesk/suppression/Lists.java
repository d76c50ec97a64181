package org.pidesk.suppression;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The two lists. No row is ever added to one, only whole lists are rewritten. */
@Repository
class Lists {
    private final JdbcClient sql;
    private final Blinding blinding;

    Lists(JdbcClient sql, Blinding blinding) {
        this.sql = sql;
        this.blinding = blinding;
    }

    /** In one statement, so that no entry is missed on its way from the intake to its list. */
    boolean hold(Entry entry) {
        return sql.sql("""
                select exists (select from %s where hash = ?)
                    or exists (select from suppression_intake where tag = any(?))""".formatted(entry.list().table()))
                .param(entry.hash())
                .param(blinding.tags(entry))
                .query(Boolean.class)
                .single();
    }

    /** The same for entries of one list, as a condition of a larger statement. */
    Suppressions.Condition condition(List<Entry> entries) {
        var sql = """
                (exists (select from %s where hash = any(:listed))
                    or exists (select from suppression_intake where tag = any(:waiting)))""".formatted(entries.get(0).list().table());
        var waiting = entries.stream().map(blinding::tags).flatMap(Stream::of).toArray(byte[][]::new);
        var listed = entries.stream().map(Entry::hash).toArray(byte[][]::new);
        return new Suppressions.Condition(sql, Map.of("listed", listed, "waiting", waiting));
    }

    /** In one statement, too. The entries themselves come back: two of the same bytes are not equal. */
    Set<Entry> heldAmong(BlackList list, Collection<Entry> entries) {
        var byHash = new HashMap<ByteBuffer, Entry>();
        var byTag = new HashMap<ByteBuffer, Entry>();
        for (var entry : entries) {
            byHash.put(ByteBuffer.wrap(entry.hash()), entry);
            Stream.of(blinding.tags(entry)).forEach(tag -> byTag.put(ByteBuffer.wrap(tag), entry));
        }
        var held = new HashSet<Entry>();
        sql.sql("""
                select hash, true as listed from %s where hash = any(:hashes)
                union all select tag, false from suppression_intake where tag = any(:tags)""".formatted(list.table()))
                .param("hashes", bytes(byHash.keySet()))
                .param("tags", bytes(byTag.keySet()))
                .query((row, number) -> (row.getBoolean(2) ? byHash : byTag).get(ByteBuffer.wrap(row.getBytes(1))))
                .list()
                .forEach(held::add);
        return held;
    }

    private static byte[][] bytes(Collection<ByteBuffer> buffers) {
        return buffers.stream().map(ByteBuffer::array).toArray(byte[][]::new);
    }

    List<Entry> all(BlackList list) {
        return sql.sql("select hash from %s".formatted(list.table()))
                .query((row, number) -> new Entry(list, row.getBytes(1)))
                .list();
    }

    /** One rewriting at a time; whoever asks {@link #hold} goes on reading. */
    void lock(BlackList list) {
        sql.sql("lock table %s in exclusive mode".formatted(list.table())).update();
    }

    /** @param entries of one list */
    void remove(List<Entry> entries) {
        sql.sql("delete from %s where hash = any(?)"
                        .formatted(entries.get(0).list().table()))
                .param(entries.stream().map(Entry::hash).toArray(byte[][]::new))
                .update();
    }

    /**
     * Writes the list anew with all that it held and the newcomers among them: every row by one transaction, in an order
     * drawn from a cryptographic generator, so that neither {@code xmin} nor {@code ctid} tells when an entry came.
     * {@code random()} would not do: who sees its results can reckon the state behind them.
     */
    void rewrite(BlackList list, List<Entry> newcomers) {
        sql.sql("""
                with held as (delete from %1$s returning hash),
                everyone as (select hash from held union select unnest(?))
                insert into %1$s select hash from everyone order by gen_random_uuid()""".formatted(list.table()))
                .param(newcomers.stream().map(Entry::hash).toArray(byte[][]::new))
                .update();
    }
}
