package org.pidesk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of the months are those that counting would give, and stay when what was counted goes. */
@PiDeskTest
class MonthFiguresTest {
    private static final Months YEAR = Months.yearFrom(2025);
    /** Kept on the left, counted on the right; nothing where they agree. */
    private static final String DIFFERENCE = """
            select t::text from (
                select organisation, type, asked, month, figure, coalesce(ground, '') ground, sum(number) n
                from month_figure group by 1, 2, 3, 4, 5, 6 having sum(number) <> 0
            ) kept full join (
                select organisation, type, started_by is null asked, f.month, f.figure, coalesce(f.ground, '') ground, count(*) n
                from request r cross join lateral figures_of_case(r.received_at, r.extended_at,
                answered_on_closing(r.answered_at, r.closed_at), r.breached_at,
                    r.due, r.status, r.refusal, r.abuse) f group by 1, 2, 3, 4, 5, 6
            ) counted using (organisation, type, asked, month, figure, ground)
            cross join lateral (select kept, counted) t where kept.n is distinct from counted.n""";

    @Autowired
    MonthFigures figures;

    @Autowired
    List<Report> reports;

    @Autowired
    Stage stage;

    @Autowired
    SamplePeople people;

    @Autowired
    Operators operators;

    @Autowired
    JdbcClient database;

    @Autowired
    Clock clock;

    @BeforeEach
    void samplePeople() {
        people.moveIn();
    }

    @Test
    void countsEachMonthAsSouthAfricaDoes() {
        // half past midnight on the first of April
        received("ALTERATION", "2025-03-31T22:30:00Z", "2025-05-02");
        received("ALTERATION", "2025-03-31T21:30:00Z", "2025-04-30");

        assertThat(rows("volumes", YEAR))
                .containsExactly(
                        List.of("April 2025", "Alteration", "1", "0", "0", "0", "0", "0", "0", ""),
                        List.of("", "All", "1", "0", "0", "0", "0", "0", "0", ""));
        assertThat(rows("volumes", Months.yearFrom(2024)).get(0).get(0)).isEqualTo("March 2025");
    }

    @Test
    void saysHowRequestsEndedAndWhetherInTime() {
        closed(received("LOOK_UP", "2025-05-02T08:00:00Z", "2025-06-02"), "FULFILLED", "2025-06-02T21:59:00Z");
        closed(received("LOOK_UP", "2025-05-02T08:00:00Z", "2025-06-02"), "FULFILLED", "2025-06-02T22:01:00Z");
        closed(received("LOOK_UP", "2025-06-05T08:00:00Z", "2025-07-05"), "CANCELLED", "2025-08-01T08:00:00Z");
        var refused = received("DE_IDENTIFICATION", "2025-06-05T08:00:00Z", "2025-07-05");
        change(refused, Map.of("refusal", "TAX_RECORD"));
        closed(refused, "REFUSED", "2025-06-30T08:00:00Z");

        assertThat(rows("volumes", YEAR))
                .containsExactly(
                        List.of("May 2025", "Look-up", "2", "0", "0", "0", "0", "0", "0", ""),
                        List.of("June 2025", "Look-up", "1", "2", "0", "0", "1", "1", "0", "50.0 %"),
                        List.of("June 2025", "De-identification", "1", "0", "1", "0", "1", "0", "0", "100.0 %"),
                        List.of("August 2025", "Look-up", "0", "0", "0", "1", "0", "0", "0", ""),
                        List.of("", "All", "4", "2", "1", "1", "2", "1", "0", "66.7 %"));
        agree();
    }

    /** The search for what is left behind took until August; the person had the answer in June, and in time. */
    @Test
    void countsACaseByTheDayOfItsAnswer() {
        var inTime = received("DE_IDENTIFICATION", "2025-06-05T08:00:00Z", "2025-07-05");
        var late = received("DE_IDENTIFICATION", "2025-06-05T08:00:00Z", "2025-07-05");
        change(inTime, Map.of("answered_at", at("2025-06-30T08:00:00Z")));
        change(late, Map.of("answered_at", at("2025-07-08T08:00:00Z")));
        agree();
        closed(inTime, "FULFILLED", "2025-08-02T08:00:00Z");
        closed(late, "FULFILLED", "2025-08-02T08:00:00Z");

        assertThat(database.sql("select figure || ' ' || month from month_figure where figure <> 'RECEIVED'"
                                + " group by figure, month having sum(number) <> 0 order by 1")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "FULFILLED 2025-06-01",
                        "FULFILLED 2025-07-01",
                        "LATE 2025-07-01",
                        "ON_TIME 2025-06-01",
                        "OVERDUE 2025-07-01");
        agree();
    }

    @Test
    void saysOnWhichGroundRequestsWereRefused() {
        for (var ground : List.of("TAX_RECORD", "TAX_RECORD", "OPEN_DEAL")) {
            var reference = received("DE_IDENTIFICATION", "2025-06-05T08:00:00Z", "2025-07-05");
            change(reference, Map.of("refusal", ground));
            closed(reference, "REFUSED", "2025-06-30T08:00:00Z");
        }
        var abuse = received("LOOK_UP", "2025-06-05T08:00:00Z", "2025-07-05");
        change(abuse, Map.of("abuse", true, "status", "CANCELLED", "closed_at", at("2025-06-06T08:00:00Z")));
        // a ground that was found for a part, or is still to be released, refuses nothing
        change(received("DE_IDENTIFICATION", "2025-06-05T08:00:00Z", "2025-07-05"), Map.of("refusal", "OPEN_DEAL"));

        assertThat(rows("refusals", YEAR))
                .extracting(row -> row.get(1) + ": " + row.get(2) + ": " + row.get(4))
                .containsExactly(
                        "Look-up: Ended as an abuse: 1",
                        "De-identification: A contract with you that is still being carried out: 1",
                        "De-identification: Records that the tax laws make us keep: 2",
                        "All: : 4");
        agree();
    }

    @Test
    void reportsTheYearOfTheAct() {
        var lookUp = received("LOOK_UP", "2025-04-01T08:00:00Z", "2025-05-02");
        change(
                lookUp,
                Map.of(
                        "extended_by",
                        30,
                        "extended_because",
                        "MANY_RECORDS",
                        "extended_at",
                        at("2025-04-20T08:00:00Z")));
        closed(lookUp, "FULFILLED", "2025-05-01T08:00:00Z");
        // its last day was over on 31 March, and belongs to the year; the answer came in the next
        var late = received("LOOK_UP", "2026-02-27T08:00:00Z", "2026-03-31");
        change(late, Map.of("breached_at", at("2026-03-31T22:00:00Z")));
        var own = received("DE_IDENTIFICATION", "2025-09-01T08:00:00Z", "2025-10-01");
        change(own, Map.of("started_by", "naledi"));
        closed(own, "FULFILLED", "2025-12-01T08:00:00Z");

        assertThat(rows("paia", YEAR))
                .containsExactly(
                        List.of("Received", "2", "0", "0", "0", "2"),
                        List.of("Granted, in full or in part", "1", "0", "0", "0", "1"),
                        List.of("Refused", "0", "0", "0", "0", "0"),
                        List.of("Cancelled by the person", "0", "0", "0", "0", "0"),
                        List.of("Extended", "1", "0", "0", "0", "1"),
                        List.of("Deemed refused", "1", "0", "0", "0", "1"));
        closed(late, "FULFILLED", "2026-04-02T08:00:00Z");
        assertThat(rows("paia", YEAR)).contains(List.of("Deemed refused", "1", "0", "0", "0", "1"));
        assertThat(rows("paia", Months.yearFrom(2026)))
                .contains(
                        List.of("Granted, in full or in part", "1", "0", "0", "0", "1"),
                        List.of("Deemed refused", "0", "0", "0", "0", "0"));
        assertThat(rows("volumes", YEAR))
                .contains(List.of(
                        "September 2025",
                        "De-identification, not asked for: the purpose ended",
                        "1",
                        "0",
                        "0",
                        "0",
                        "0",
                        "0",
                        "0",
                        ""));
        agree();
    }

    @Test
    void deemsRefusedWhatNobodyAnsweredUntilItsLastDayWasOver() {
        var reference = Stage.reference(stage.withdraw(THANDI)).value();
        stage.work();
        var due = database.sql("select due from request where reference = ?")
                .param(reference)
                .query(LocalDate.class)
                .single();
        var year = Months.yearFrom(Months.yearOf(YearMonth.from(due)));
        stage.pass(Duration.between(clock.instant(), due.atTime(21, 0).toInstant(ZoneOffset.UTC)));
        assertThat(rows("paia", year)).contains(List.of("Deemed refused", "0", "0", "0", "0", "0"));

        stage.pass(Duration.ofHours(2));

        assertThat(rows("paia", year)).contains(List.of("Deemed refused", "0", "0", "1", "0", "1"));
        assertThat(figures.cases(ABC_MOTORS, year).stream()
                        .filter(one -> one.figure() == MonthFigures.Figure.OVERDUE)
                        .map(MonthFigures.Counted::month))
                .containsExactly(YearMonth.from(due));
        agree();
    }

    @Test
    void letsFiguresStandWhenCasesGo() {
        var closed = received("LOOK_UP", "2025-05-02T08:00:00Z", "2025-06-02");
        operators.ask(closed, ABC_MOTORS);
        operators.answer(closed, operators.of(ABC_MOTORS).get(0).id(), Outcome.NOT_FOUND, "naledi");
        closed(closed, "FULFILLED", "2025-06-03T08:00:00Z");
        var now = Months.until(YearMonth.now(clock));
        var before = List.of(rows("volumes", YEAR), rows("paia", YEAR), rows("systems", now));
        assertThat(before).noneMatch(List::isEmpty);

        for (var table : List.of("system_answer", "system_asked", "request_address", "request")) {
            database.sql("delete from " + table + " where reference = ?")
                    .param(closed.value())
                    .update();
        }

        assertThat(List.of(rows("volumes", YEAR), rows("paia", YEAR), rows("systems", now)))
                .isEqualTo(before);
    }

    @Test
    void keepsTheTimeOfStepsWithoutTheirHistory() {
        var process = stage.withdraw(THANDI);
        stage.work();
        stage.pass(Duration.ofHours(30));
        stage.decideThatNothingHolds(process);
        stage.work();
        var now = Months.until(YearMonth.now(clock));

        var step = step(now);
        assertThat(step.times().number()).isEqualTo(1);
        assertThat(step.times().within(0.5).orElseThrow()).isBetween(Duration.ofHours(27), Duration.ofHours(33));
        assertThat(step.name()).isEqualTo("deIdentify");
        assertThat(figures.steps(SEA_POINT_CARS, now)).isEmpty();
        // what follows at once waits for nobody
        assertThat(figures.steps(ABC_MOTORS, now))
                .noneMatch(other -> other.part().equals("De-identify contact"));

        database.sql("delete from act_hi_actinst").update();

        assertThat(step(now).times().number()).isEqualTo(1);
    }

    @Test
    void tellsSystemsThatAnswerFromThoseThatDoNot() {
        var first = operators.of(ABC_MOTORS).get(0);
        var one = received("LOOK_UP", "2025-05-02T08:00:00Z", "2025-06-02");
        var other = received("LOOK_UP", "2025-05-02T08:00:00Z", "2025-06-02");
        operators.ask(one, ABC_MOTORS);
        operators.ask(other, ABC_MOTORS);
        // asked again they are the same questions
        operators.ask(one, ABC_MOTORS);
        stage.pass(Duration.ofHours(10));
        operators.answer(one, first.id(), Outcome.FOUND, "naledi");
        operators.answer(other, first.id(), Outcome.UNANSWERED, "naledi");

        assertThat(system(first.name())).containsExactly(first.name(), "2", "1", "1", "10 h", "10 h");

        stage.pass(Duration.ofHours(90));
        operators.answer(one, first.id(), Outcome.NOT_FOUND, "naledi");
        assertThat(system(first.name())).containsExactly(first.name(), "2", "1", "1", "100 h", "100 h");

        operators.askAgain(one, first.id());
        assertThat(system(first.name())).containsExactly(first.name(), "2", "0", "2", "", "");
    }

    @Test
    void countsNoQuestionWhoseMomentNobodyNoted() {
        var first = operators.of(ABC_MOTORS).get(0);
        var one = received("LOOK_UP", "2025-05-02T08:00:00Z", "2025-06-02");
        database.sql("insert into system_asked (reference, system) values (?, ?)")
                .params(one.value(), first.id())
                .update();
        operators.answer(one, first.id(), Outcome.FOUND, "naledi");

        assertThat(rows("systems", Months.until(YearMonth.now(clock)))).isEmpty();
    }

    @Test
    void staysRightThroughWholeStories() {
        stage.carryThrough(THANDI);
        stage.withdraw(AISHA);
        stage.lookUp(SamplePeople.MALLORY);
        stage.work();
        var now = Months.until(YearMonth.now(clock));

        agree();
        var all = rows("volumes", now).get(rows("volumes", now).size() - 1);
        assertThat(all).startsWith("", "All", "3", "1");
        assertThat(rows("paia", Months.yearFrom(Months.yearOf(YearMonth.now(clock)))))
                .contains(List.of("Deemed refused", "0", "0", "0", "0", "0"));
    }

    @Test
    void tellsNothingOfAnotherOrganisation() {
        closed(received("LOOK_UP", "2025-05-02T08:00:00Z", "2025-06-02"), "FULFILLED", "2025-06-03T08:00:00Z");
        operators.ask(received("LOOK_UP", "2025-05-02T08:00:00Z", "2025-06-02"), ABC_MOTORS);

        for (var report : reports) {
            var theirs = report.of(SEA_POINT_CARS, YEAR).sheet();
            assertThat(theirs.covers()).contains("Sea Point Cars").doesNotContain("ABC");
            assertThat(theirs.rows())
                    .as(report.name())
                    .allMatch(row -> row.stream().noneMatch(cell -> cell instanceof Long number && number > 0));
        }
    }

    /** A million cases: no page may look at each of them. */
    @Test
    void looksAtNoCaseToCount() {
        for (var question : List.of(MonthFigures.CASES, MonthFigures.STEPS, MonthFigures.SYSTEMS)) {
            assertThat(question).doesNotContain("request", "act_", "system_asked");
        }
    }

    private MonthFigures.Spent step(Months months) {
        return figures.steps(ABC_MOTORS, months).stream()
                .filter(step -> step.part().equals("Decide what must stay"))
                .findFirst()
                .orElseThrow();
    }

    /** Times in hours, with one digit that counts: they are true to within a tenth. */
    private List<String> system(String name) {
        return report("systems").of(ABC_MOTORS, Months.until(YearMonth.now(clock))).sheet().rows().stream()
                .filter(row -> row.get(0).equals(name))
                .map(row -> row.stream()
                        .map(cell -> cell instanceof Duration time
                                ? new BigDecimal(time.toMinutes() / 60.0)
                                                .round(new MathContext(1))
                                                .toPlainString()
                                        + " h"
                                : cell == null ? "" : String.valueOf(cell))
                        .toList())
                .findFirst()
                .orElseThrow();
    }

    private List<List<String>> rows(String report, Months months) {
        var sheet = report(report).of(ABC_MOTORS, months).sheet();
        return sheet.rows().stream().map(sheet::words).toList();
    }

    private Report report(String address) {
        return reports.stream()
                .filter(report -> report.address().equals(address))
                .findFirst()
                .orElseThrow();
    }

    private void agree() {
        assertThat(database.sql(DIFFERENCE).query(String.class).list()).isEmpty();
    }

    private Reference received(String type, String at, String due) {
        var reference = stage.opens(type, FRED);
        change(reference, Map.of("received_at", at(at), "due", LocalDate.parse(due)));
        return reference;
    }

    private void closed(Reference reference, String status, String at) {
        change(reference, Map.of("status", status, "closed_at", at(at)));
    }

    private static OffsetDateTime at(String moment) {
        return OffsetDateTime.parse(moment);
    }

    private void change(Reference reference, Map<String, Object> values) {
        var params = new HashMap<>(values);
        params.put("reference", reference.value());
        var sets =
                values.keySet().stream().map(column -> column + " = :" + column).toList();
        database.sql("update request set " + String.join(", ", sets) + " where reference = :reference")
                .params(params)
                .update();
    }
}
