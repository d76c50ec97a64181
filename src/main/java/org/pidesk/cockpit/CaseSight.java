package org.pidesk.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.request.CaseClock;
import org.pidesk.request.PauseReason;
import org.pidesk.request.RequestType;
import org.pidesk.request.Rung;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One case behind the picture of its process: its dates, how far it has climbed, and who has it. Nothing personal. */
@Component
class CaseSight {
    static final String REFERENCE = """
            select r.reference from act_hi_procinst p join request r on r.reference = p.business_key_
            where p.proc_inst_id_ = ? and r.organisation = ?""";
    static final String RUNGS = "select rung, due_at, reached_at from case_rung where reference = ?";
    /** A process that another one calls has the same reference. */
    static final String TASKS = """
            select t.name_, t.assignee_, t.create_time_, t.due_date_, string_agg(l.group_id_, ',') as groups
            from act_ru_execution e
            join act_ru_task t on t.proc_inst_id_ = e.id_
            left join act_ru_identitylink l on l.task_id_ = t.id_ and l.type_ = 'candidate'
            where e.business_key_ = ? group by t.id_ order by t.create_time_, t.id_ limit 100""";

    private final JdbcClient jdbc;
    private final CaseClock clocks;

    CaseSight(JdbcClient jdbc, CaseClock clocks) {
        this.jdbc = jdbc;
        this.clocks = clocks;
    }

    /** @param reachedAt null while it is not reached, as is by when it was due */
    record Step(String name, Instant dueAt, Instant reachedAt) {}

    /**
     * @param assignee the user name; null while nobody has claimed it
     * @param groups who may take it
     */
    record Waiting(String name, String assignee, List<String> groups, Instant since, Instant due) {}

    /**
     * What {@link CaseClock#dates} says, in words where those are codes, and {@code rungs} (each {@link Step}), {@code tasks}
     * (each {@link Waiting}). Empty where the process belongs to no case of the organisation.
     */
    Optional<Map<String, Object>> of(OrganisationId organisation, String instance) {
        return jdbc.sql(REFERENCE)
                .params(instance, organisation.value())
                .query(String.class)
                .optional()
                .map(Reference::new)
                .map(this::of);
    }

    private Map<String, Object> of(Reference reference) {
        var sight = new LinkedHashMap<>(clocks.dates(reference));
        sight.compute("type", (name, type) -> ((RequestType) type).words());
        sight.compute("status", (name, status) -> Words.plain(status));
        sight.computeIfPresent("pausedFor", (name, reason) -> Words.plain(((PauseReason) reason).name()));
        sight.put("rungs", rungs(reference));
        sight.put(
                "tasks",
                jdbc.sql(TASKS)
                        .param(reference.value())
                        .query(CaseSight::waiting)
                        .list());
        return sight;
    }

    private List<Step> rungs(Reference reference) {
        var reached = jdbc.sql(RUNGS).param(reference.value()).query(CaseSight::step).list().stream()
                .collect(Collectors.toMap(Step::name, Function.identity()));
        return Stream.of(Rung.values())
                .map(rung -> reached.getOrDefault(Words.of(rung), new Step(Words.of(rung), null, null)))
                .toList();
    }

    private static Step step(ResultSet row, int number) throws SQLException {
        return new Step(
                Words.of(Rung.valueOf(row.getString("rung"))),
                row.getTimestamp("due_at").toInstant(),
                row.getTimestamp("reached_at").toInstant());
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        var groups = row.getString("groups");
        return new Waiting(
                row.getString("name_"),
                row.getString("assignee_"),
                groups == null
                        ? List.of()
                        : Stream.of(groups.split(","))
                                .map(Words::group)
                                .distinct()
                                .toList(),
                moment(row.getTimestamp("create_time_")),
                moment(row.getTimestamp("due_date_")));
    }

    private static Instant moment(Timestamp written) {
        return written == null ? null : written.toInstant();
    }
}
