package org.pidesk.report;

import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.request.RequestType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the figures that the database keeps of each month. No statement here looks at a case or at the engine's history:
 * both go after a while, and the figures stay (docs/decisions/0017-figures-are-kept.md).
 */
@Component
class MonthFigures {
    static final String CASES = """
            select type, asked, month, figure, ground, sum(number) as number from month_figure
            where organisation = :of and month between :from and :to
            group by type, asked, month, figure, ground having sum(number) <> 0""";
    static final String STEPS = """
            select process as name, step as part, bucket, sum(number) as number from step_figure
            where organisation = :of and month between :from and :to
            group by process, step, bucket having sum(number) > 0 order by process, step""";
    static final String SYSTEMS = """
            select s.id::text as name, s.name as part, f.bucket, sum(f.number) as number
            from processing_system s join system_figure f on f.system = s.id
            where s.organisation = :of and f.month between :from and :to
            group by s.id, s.name, f.bucket having sum(f.number) > 0 order by s.name, s.id""";

    /** What may have become of a request. */
    enum Figure {
        RECEIVED,
        EXTENDED,
        FULFILLED,
        REFUSED,
        CANCELLED,
        ON_TIME,
        LATE,
        OVERDUE
    }

    /**
     * So many in a month.
     *
     * @param asked whether the person asked; otherwise the organisation began it
     * @param ground of a refusal; null where there is none
     */
    record Counted(RequestType type, boolean asked, YearMonth month, Figure figure, String ground, long number) {}

    /**
     * How long something took, how often.
     *
     * @param part of what has this name
     * @param asked how often a system was asked; 0 for a step
     */
    record Spent(String name, String part, long asked, Times times) {}

    private record Part(String name, String part) {}

    private record Bucket(Part of, Integer bucket, long number) {}

    private final JdbcClient jdbc;

    MonthFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Counted> cases(OrganisationId organisation, Months months) {
        return ask(CASES, organisation, months)
                .query((row, number) -> new Counted(
                        RequestType.valueOf(row.getString("type")),
                        row.getBoolean("asked"),
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        Figure.valueOf(row.getString("figure")),
                        row.getString("ground"),
                        row.getLong("number")))
                .list();
    }

    /** Of each process, its steps. */
    List<Spent> steps(OrganisationId organisation, Months months) {
        return spent(STEPS, organisation, months);
    }

    /** Of each system that was asked in these months, its answers. */
    List<Spent> systems(OrganisationId organisation, Months months) {
        return spent(SYSTEMS, organisation, months);
    }

    private List<Spent> spent(String question, OrganisationId organisation, Months months) {
        var found = ask(question, organisation, months)
                .query((row, number) -> new Bucket(
                        new Part(row.getString("name"), row.getString("part")),
                        row.getObject("bucket", Integer.class),
                        row.getLong("number")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Bucket::of, LinkedHashMap::new, Collectors.toList()));
        return found.entrySet().stream()
                .map(each -> spent(each.getKey(), each.getValue()))
                .toList();
    }

    private static Spent spent(Part of, List<Bucket> buckets) {
        var times = new Times();
        long questions = 0;
        for (var bucket : buckets) {
            if (bucket.bucket() == null) {
                questions += bucket.number();
            } else {
                times.add(bucket.bucket(), bucket.number());
            }
        }
        return new Spent(of.name(), of.part(), questions, times);
    }

    private JdbcClient.StatementSpec ask(String question, OrganisationId organisation, Months months) {
        return jdbc.sql(question)
                .param("of", organisation.value())
                .param("from", Date.valueOf(months.from().atDay(1)))
                .param("to", Date.valueOf(months.to().atDay(1)));
    }
}
