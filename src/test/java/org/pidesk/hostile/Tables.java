package org.pidesk.hostile;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands in all tables at one moment, as one number for each. */
record Tables(Map<String, Long> sums) {
    static Tables of(JdbcClient database) {
        var sums = new TreeMap<String, Long>();
        for (var table : database.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list()) {
            sums.put(
                    table,
                    database.sql("select coalesce(sum(hashtextextended(t::text, 0)::numeric % 1000000007), 0)::bigint"
                                    + " from \"" + table + "\" t")
                            .query(Long.class)
                            .single());
        }
        return new Tables(sums);
    }

    /** Those in which something was added, removed or changed. */
    Set<String> changedSince(Tables before) {
        var changed = new TreeMap<>(sums);
        changed.entrySet().removeAll(before.sums().entrySet());
        return new TreeSet<>(changed.keySet());
    }
}
