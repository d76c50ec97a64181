package org.pidesk.activity;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of facts: each is chained to the one before it in its case. */
@Repository
class Facts {
    private final JdbcClient sql;

    Facts(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * One statement: it moves the head of the case's chain, which the database does one writer after the other, and
     * writes the fact with what the head has become. Writers of different cases never wait for each other.
     */
    void append(Fact fact, Instant at) {
        sql.sql("""
                with told (reference, at, kind, actor, about, detail, epoch) as (
                    select :reference, cast(:at as timestamptz), :kind, :actor, cast(:about as text), :detail,
                        extract(epoch from cast(:at as timestamptz))::text),
                head as (
                    insert into fact_head as h (reference, number, previous, hash)
                    select reference, 1, ''::bytea, fact_hash(reference, '1', epoch, kind, actor,
                        coalesce('=' || about, ''), detail, '', pg_current_xact_id()::text)
                    from told
                    on conflict (reference) do update set
                        number = h.number + 1,
                        previous = h.hash,
                        hash = (select fact_hash(reference, (h.number + 1)::text, epoch, kind, actor,
                            coalesce('=' || about, ''), detail, encode(h.hash, 'hex'), pg_current_xact_id()::text)
                            from told)
                    returning number, previous, hash)
                insert into fact (reference, number, at, kind, actor, about, detail, previous, hash)
                select reference, number, at, kind, actor, about, detail, previous, hash from told, head""")
                .param("reference", fact.reference().value())
                .param("at", at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .param("kind", fact.kind())
                .param("actor", fact.actor())
                .param("about", fact.about())
                .param("detail", written(fact.detail()))
                .update();
    }

    List<Entry> of(Reference reference) {
        return sql.sql("select kind, actor, about, detail, number, at from fact where reference = ? order by number")
                .param(reference.value())
                .query((row, position) -> new Entry(
                        new Fact(
                                reference,
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                read(row.getString(4))),
                        row.getInt(5),
                        row.getObject(6, OffsetDateTime.class).toInstant()))
                .list();
    }

    static String written(Map<String, String> detail) {
        return new TreeMap<>(detail)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining(";"));
    }

    static Map<String, String> read(String written) {
        var detail = new TreeMap<String, String>();
        if (!written.isEmpty()) {
            for (var pair : written.split(";")) {
                var equals = pair.indexOf('=');
                detail.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return detail;
    }
}
