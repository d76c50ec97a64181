package org.pidesk.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.kernel.Day;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.request.RequestType;
import org.pidesk.request.Rung;
import org.pidesk.sla.Deadlines;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cases behind a figure, what is due first on top. A page begins where the one before ended, and both are found by an
 * index, so that it costs the same with a million cases open. The conditions are those of {@link CaseFigures}.
 */
@Component
class CaseList {
    static final int PAGE = 50;

    /** The first {@link #PAGE} of each type, and of these the first: a type that is rare is not searched for. */
    private static final String BY_TYPE = """
            select r.reference, r.type, r.due, r.rung
            from unnest(cast(:types as varchar[])) t(type) cross join lateral (
                select reference, type, due, rung from request
                where organisation = :of and type = t.type and closed_at is null and answered_at is null
                and due >= :from and due < :until and (due, reference) > (:due, :reference)%s
                order by due, reference limit :most) r
            order by due, reference limit :most""";

    private static final String BY_SYSTEM = """
            select w.reference, r.type, w.due, w.rung from waiting_case w join request r using (reference)
            where w.system = :system and w.due >= :from and w.due < :until
            and (w.due, w.reference) > (:due, :reference)%s
            order by w.due, w.reference limit :most""";

    private static final String IS_AT_RISK = " and rung in ('AT_RISK', 'WORKING_DEADLINE')";
    private static final String WAITS_AT_RISK = " and w.rung in ('AT_RISK', 'WORKING_DEADLINE')";

    private static final String SYSTEM = "select name from processing_system where id = ? and organisation = ?";

    /** Those of one page only; a process that another one calls has the same reference. */
    static final String HOLDERS = """
            select distinct e.business_key_ as reference, coalesce(t.assignee_, '') as assignee,
            case when t.assignee_ is null then l.group_id_ end as candidates
            from act_ru_execution e
            join act_ru_task t on t.proc_inst_id_ = e.id_
            left join act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate'
            where e.business_key_ = any(cast(:references as varchar[]))""";

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A place in the list: what comes after the case of this last day and reference. */
    record Place(LocalDate due, String reference) {
        static final Place START = new Place(LocalDate.EPOCH, "");

        /** As {@link #toString} has written it. */
        static Place read(String written) {
            var parts = written.split("/", 2);
            return new Place(Day.read(parts[0]), new Reference(parts[1]).value());
        }

        @Override
        public String toString() {
            return due + "/" + reference;
        }
    }

    /**
     * @param rung null before the first
     * @param holders user names; who has no task is not among them
     * @param nobodyYet groups, in words, of whom nobody has taken a task yet
     */
    record Row(
            String reference,
            RequestType type,
            LocalDate due,
            Rung rung,
            List<String> holders,
            List<String> nobodyYet) {
        Place place() {
            return new Place(due, reference);
        }

        private Row with(List<Holder> found) {
            return new Row(
                    reference,
                    type,
                    due,
                    rung,
                    sorted(found.stream().map(Holder::assignee).filter(name -> !name.isEmpty())),
                    sorted(found.stream().map(Holder::candidates).flatMap(Stream::ofNullable)));
        }

        private static List<String> sorted(Stream<String> names) {
            return names.distinct().sorted().toList();
        }
    }

    private record Holder(String reference, String assignee, String candidates) {}

    /** A system of the organisation, also while nothing waits for it. */
    Optional<String> nameOf(OrganisationId organisation, UUID system) {
        return jdbc.sql(SYSTEM)
                .params(system, organisation.value())
                .query(String.class)
                .optional();
    }

    /** One more than {@link #PAGE}, where there are more. */
    @Transactional(readOnly = true)
    List<Row> of(OrganisationId organisation, Standing standing, List<RequestType> types, Place after) {
        return rows(
                jdbc.sql(byType(standing))
                        .param("of", organisation.value())
                        .param("types", types.stream().map(RequestType::name).toArray(String[]::new)),
                standing,
                after);
    }

    /** The same of those that wait for a system; whose it is, {@link #nameOf} has been asked before. */
    @Transactional(readOnly = true)
    List<Row> waitingFor(UUID system, Standing standing, Place after) {
        return rows(jdbc.sql(bySystem(standing)).param("system", system), standing, after);
    }

    static String byType(Standing standing) {
        return BY_TYPE.formatted(standing == Standing.AT_RISK ? IS_AT_RISK : "");
    }

    static String bySystem(Standing standing) {
        return BY_SYSTEM.formatted(standing == Standing.AT_RISK ? WAITS_AT_RISK : "");
    }

    private List<Row> rows(StatementSpec question, Standing standing, Place after) {
        var rows = bounded(question, standing, after, Deadlines.dayOf(clock.instant()))
                .query(CaseList::row)
                .list();
        var holders = holders(rows);
        return rows.stream()
                .map(row -> row.with(holders.getOrDefault(row.reference(), List.of())))
                .toList();
    }

    static StatementSpec bounded(StatementSpec question, Standing standing, Place after, LocalDate today) {
        return question.param("from", standing.from(today))
                .param("until", standing.until(today))
                .param("due", after.due())
                .param("reference", after.reference())
                .param("most", PAGE + 1);
    }

    private Map<String, List<Holder>> holders(List<Row> rows) {
        return jdbc
                .sql(HOLDERS)
                .param("references", rows.stream().map(Row::reference).toArray(String[]::new))
                .query(CaseList::holder)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Holder::reference));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var rung = row.getString("rung");
        return new Row(
                row.getString("reference"),
                RequestType.valueOf(row.getString("type")),
                row.getObject("due", LocalDate.class),
                rung == null ? null : Rung.valueOf(rung),
                List.of(),
                List.of());
    }

    private static Holder holder(ResultSet row, int number) throws SQLException {
        var group = row.getString("candidates");
        return new Holder(
                row.getString("reference"), row.getString("assignee"), group == null ? null : Words.group(group));
    }
}
