package org.pidesk.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pidesk.cockpit.Overview.Kind;
import org.pidesk.cockpit.Overview.Silent;
import org.pidesk.cockpit.Overview.Week;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisations;
import org.pidesk.request.RequestType;
import org.pidesk.request.Rung;
import org.pidesk.sla.Deadlines;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the figures that the database keeps beside the cases. No statement here looks at a case, so a page costs the same
 * with a million of them open (docs/decisions/0017-figures-are-kept.md).
 */
@Component
class CaseFigures {
    /** Due in so many days, today included. */
    static final int SOON = 7;

    static final int DAYS = 90;
    static final int WEEKS = 12;

    private static final String LATENESS = """
            sum(number) filter (where due >= :today and due < :soon) as due_soon,
            sum(number) filter (where due >= :today and rung in (:risk)) as at_risk,
            sum(number) filter (where due < :today) as breached
            """;
    static final String OPEN = "select type, sum(number) as open, " + LATENESS
            + " from open_figure where organisation = :of group by type";
    static final String OPEN_OF_ALL =
            "select type, sum(number) as open, " + LATENESS + " from open_figure group by type";
    static final String ANSWERED = """
            select type, sum(number) as answered, sum(number) filter (where not late) as on_time
            from answered_figure where organisation = :of and answered_on > :since group by type""";
    static final String BY_WEEK = """
            select date_trunc('week', answered_on)::date as week, sum(number) as answered,
            sum(number) filter (where late) as late
            from answered_figure where organisation = :of and answered_on >= :first group by week""";
    static final String SILENT = "select s.id, s.name, sum(number) as open, " + LATENESS + """
            from processing_system s join waiting_figure f on f.system = s.id
            where s.organisation = :of group by s.id, s.name having sum(number) > 0 order by open desc, s.name""";

    private final JdbcClient jdbc;
    private final Organisations organisations;
    private final Clock clock;

    CaseFigures(JdbcClient jdbc, Organisations organisations, Clock clock) {
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Overview of(OrganisationId organisation) {
        var kinds = kinds(organisation);
        return new Overview(
                today(),
                Kind.sum("", organisations.get(organisation).name(), kinds),
                kinds,
                ask(SILENT, organisation).query(CaseFigures::silent).list(),
                weeks(organisation));
    }

    /** By type of request, the cases of all organisations together; nothing of those that are answered. */
    @Transactional(readOnly = true)
    public List<Kind> openOfAll() {
        var open = byType(asked(jdbc.sql(OPEN_OF_ALL)).query(CaseFigures::open).list());
        return Stream.of(RequestType.values())
                .map(type -> open.getOrDefault(type.name(), new Kind(type.name(), type.words(), 0, 0, 0, 0, 0, 0)))
                .toList();
    }

    private List<Kind> kinds(OrganisationId organisation) {
        var open = byType(ask(OPEN, organisation).query(CaseFigures::open).list());
        var answered =
                byType(ask(ANSWERED, organisation).query(CaseFigures::answered).list());
        return Stream.of(RequestType.values())
                .map(type -> Kind.sum(
                        type.name(),
                        type.words(),
                        Stream.of(open, answered)
                                .flatMap(found -> Stream.ofNullable(found.get(type.name())))
                                .toList()))
                .toList();
    }

    private static Map<String, Kind> byType(List<Kind> kinds) {
        return kinds.stream().collect(Collectors.toMap(Kind::of, Function.identity()));
    }

    /** Each of the last weeks, also where nothing was answered. */
    private List<Week> weeks(OrganisationId organisation) {
        var found = ask(BY_WEEK, organisation).query(CaseFigures::week).list().stream()
                .collect(Collectors.toMap(Week::from, Function.identity()));
        return IntStream.range(0, WEEKS)
                .mapToObj(number -> firstWeek().plusWeeks(number))
                .map(from -> found.getOrDefault(from, new Week(from, 0, 0)))
                .toList();
    }

    private StatementSpec ask(String question, OrganisationId organisation) {
        return asked(jdbc.sql(question))
                .param("of", organisation.value())
                .param("since", today().minusDays(DAYS))
                .param("first", firstWeek());
    }

    private StatementSpec asked(StatementSpec question) {
        return question.param("today", today())
                .param("soon", today().plusDays(SOON))
                .param("risk", List.of(Rung.AT_RISK.name(), Rung.WORKING_DEADLINE.name()));
    }

    private LocalDate firstWeek() {
        var monday = today().minusDays(today().getDayOfWeek().getValue() - 1L);
        return monday.minusWeeks(WEEKS - 1L);
    }

    private LocalDate today() {
        return Deadlines.dayOf(clock.instant());
    }

    private static Kind open(ResultSet row, int number) throws SQLException {
        return new Kind(
                row.getString("type"),
                "",
                row.getLong("open"),
                row.getLong("due_soon"),
                row.getLong("at_risk"),
                row.getLong("breached"),
                0,
                0);
    }

    private static Kind answered(ResultSet row, int number) throws SQLException {
        return new Kind(row.getString("type"), "", 0, 0, 0, 0, row.getLong("answered"), row.getLong("on_time"));
    }

    private static Silent silent(ResultSet row, int number) throws SQLException {
        return new Silent(
                row.getString("id"),
                row.getString("name"),
                row.getLong("open"),
                row.getLong("due_soon"),
                row.getLong("at_risk"),
                row.getLong("breached"));
    }

    private static Week week(ResultSet row, int number) throws SQLException {
        return new Week(row.getObject("week", LocalDate.class), row.getLong("answered"), row.getLong("late"));
    }
}
