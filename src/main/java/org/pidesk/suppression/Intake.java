package org.pidesk.suppression;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Entries that are in force already and wait for company before they join a list. */
@Repository
class Intake {
    private final JdbcClient sql;
    private final Blinding blinding;

    Intake(JdbcClient sql, Blinding blinding) {
        this.sql = sql;
        this.blinding = blinding;
    }

    /** @return false where it was there already, perhaps since a moment ago */
    boolean add(Entry entry) {
        return sql.sql("""
                insert into suppression_intake (tag, sealed)
                select ?, ? where not exists (select from %s where hash = ?)
                on conflict do nothing""".formatted(entry.list().table()))
                        .param(blinding.tag(entry))
                        .param(blinding.seal(entry))
                        .param(entry.hash())
                        .update()
                == 1;
    }

    List<Entry> waitingFor(BlackList list) {
        return sql
                .sql("select sealed from suppression_intake")
                .query((row, number) -> blinding.open(row.getBytes(1)))
                .stream()
                .filter(entry -> entry.list() == list)
                .toList();
    }

    void remove(List<Entry> entries) {
        sql.sql("delete from suppression_intake where tag = any(?)")
                .param(entries.stream()
                        .flatMap(entry -> Stream.of(blinding.tags(entry)))
                        .toArray(byte[][]::new))
                .update();
    }

    int size() {
        return sql.sql("select count(*) from suppression_intake")
                .query(Integer.class)
                .single();
    }
}
