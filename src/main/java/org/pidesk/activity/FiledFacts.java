package org.pidesk.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The log by organisation and moment. The database files each fact when its transaction ends; what is nobody's alone (a
 * public holiday) is not filed. No question here reads more than the time that is asked for.
 */
@Service
@Transactional(readOnly = true)
public class FiledFacts {
    static final String LIST = """
            select d.kind, d.actor, d.about, d.detail, f.reference, f.number, f.at
            from (select reference, number, at from filed_fact
                where organisation = :organisation and at >= :from and at < :until
                %s order by at %2$s, reference %2$s, number %2$s limit :limit) f
            join fact d using (reference, number) order by f.at %2$s, f.reference %2$s, f.number %2$s""";
    static final String TALLIES = """
            select day_of(at) as day, actor, kind, count(*) as number from filed_fact
            where organisation = :organisation and at >= :from and at < :until
            group by 1, 2, 3 order by 1 desc, 2, 4 desc, 3 limit :limit""";

    private final JdbcClient sql;

    FiledFacts(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * What is asked of the log of an organisation.
     *
     * @param from the first moment, and {@code until} the first one after the last
     * @param kind null for all
     * @param actor null for everybody
     */
    public record Asked(
            OrganisationId organisation, Instant from, Instant until, String kind, String actor, boolean oldestFirst) {}

    /** Where a fact stands in the order of moments. */
    public record Place(Instant at, Reference reference, int number) {
        public static Place of(Entry entry) {
            return new Place(entry.at(), entry.fact().reference(), entry.number());
        }
    }

    /** @param day South Africa's */
    public record Tally(LocalDate day, String actor, String kind, long number) {}

    /** @param after what was shown last; null to begin */
    public List<Entry> list(Asked asked, Place after, int limit) {
        var more = (asked.kind() == null ? "" : " and kind = :kind")
                + (asked.actor() == null ? "" : " and actor = :actor")
                + (after == null
                        ? ""
                        : " and (at, reference, number) " + (asked.oldestFirst() ? ">" : "<")
                                + " (:at, :reference, :number)");
        return sql.sql(LIST.formatted(more, asked.oldestFirst() ? "asc" : "desc"))
                .param("organisation", asked.organisation().value())
                .param("from", utc(asked.from()))
                .param("until", utc(asked.until()))
                .param("kind", asked.kind())
                .param("actor", asked.actor())
                .param("at", after == null ? null : utc(after.at()))
                .param("reference", after == null ? null : after.reference().value())
                .param("number", after == null ? null : after.number())
                .param("limit", limit)
                .query((row, position) -> new Entry(
                        new Fact(
                                new Reference(row.getString(5)),
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                Facts.read(row.getString(4))),
                        row.getInt(6),
                        row.getObject(7, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** On which day who did how many of what, the newest day first. */
    public List<Tally> tallies(OrganisationId organisation, Instant from, Instant until, int limit) {
        return sql.sql(TALLIES)
                .param("organisation", organisation.value())
                .param("from", utc(from))
                .param("until", utc(until))
                .param("limit", limit)
                .query((row, position) -> new Tally(
                        row.getObject(1, LocalDate.class), row.getString(2), row.getString(3), row.getLong(4)))
                .list();
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
