package org.pidesk.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pidesk.watch.Figure;
import org.pidesk.watch.Reading;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether the engine keeps up, and where it has given up. A late case is an incident, too, and there may be many of them;
 * they are among the figures of the cases, so that none is counted here.
 */
@Component
class JobsReading implements Reading {
    /** More would say no more, and take longer. */
    static final int MOST = 10_000;

    static final String DUE = """
            select count(*) as number, min(since) as oldest from (
                (select duedate_ as since from act_ru_job
                    where duedate_ <= :now and retries_ > 0 and suspension_state_ = 1 order by duedate_ limit :most)
                union all
                (select create_time_ from act_ru_job
                    where duedate_ is null and retries_ > 0 and suspension_state_ = 1 limit :most)) due""";

    static final String FAILED = "select count(*) from act_ru_job where retries_ <= 0";

    static final String INCIDENTS = """
            select incident_type_, count(*) from act_ru_incident
            where incident_type_ not in ('atRisk', 'breached') group by incident_type_""";

    private final JdbcClient jdbc;
    private final Clock clock;

    JobsReading(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    @Transactional(readOnly = true, timeout = 10)
    public List<Figure> take() {
        var figures = new ArrayList<>(due());
        figures.add(Figure.of(
                "pidesk_jobs_failed",
                "Steps of processes that are not tried again by themselves.",
                jdbc.sql(FAILED).query(Long.class).single()));
        incidents()
                .forEach((type, number) -> figures.add(
                        Figure.of("pidesk_incidents", "Incidents of the engine, but for late cases.", number)
                                .by("type", type)));
        return figures;
    }

    private List<Figure> due() {
        return jdbc.sql(DUE)
                .param("now", Timestamp.from(clock.instant()))
                .param("most", MOST)
                .query(this::due)
                .single();
    }

    private List<Figure> due(ResultSet row, int number) throws SQLException {
        var oldest = row.getTimestamp("oldest");
        var waits = oldest == null ? Duration.ZERO : Duration.between(oldest.toInstant(), clock.instant());
        return List.of(
                Figure.of("pidesk_jobs_due", "Steps of processes whose time has come.", row.getLong("number")),
                Figure.of(
                        "pidesk_jobs_oldest_due_seconds", "How long the first of them has waited.", waits.toSeconds()));
    }

    private Map<String, Long> incidents() {
        var incidents = new TreeMap<String, Long>(Map.of("failedJob", 0L));
        jdbc.sql(INCIDENTS)
                .query((row, number) -> incidents.put(row.getString(1), row.getLong(2)))
                .list();
        return incidents;
    }
}
