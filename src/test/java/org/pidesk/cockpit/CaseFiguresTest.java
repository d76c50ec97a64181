package org.pidesk.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.AISHA;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.request.RequestType;
import org.pidesk.request.Rung;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The figures are those that counting the cases would give, whatever was done with them. */
@PiDeskTest
class CaseFiguresTest {
    private static final OrganisationId SEA_POINT = new OrganisationId("sea-point-cars");

    /** Kept on the left, counted on the right; nothing where they agree. */
    static final List<String> DIFFERENCES = List.of("""
            select 'open ' || t::text from (
                select organisation, type, due, rung, sum(number) n from open_figure group by 1, 2, 3, 4 having sum(number) <> 0
            ) kept full join (
                select organisation, type, due, rung, count(*) n from request
                where closed_at is null and answered_at is null group by 1, 2, 3, 4
            ) counted on (kept.organisation, kept.type, kept.due, coalesce(kept.rung, ''))
                = (counted.organisation, counted.type, counted.due, coalesce(counted.rung, ''))
            cross join lateral (select kept, counted) t where kept.n is distinct from counted.n""", """
            select 'answered ' || t::text from (
                select organisation, type, answered_on, late, sum(number) n from answered_figure
                group by 1, 2, 3, 4 having sum(number) <> 0
            ) kept full join (
                select organisation, type,
                (coalesce(answered_at, closed_at) at time zone 'Africa/Johannesburg')::date answered_on,
                (coalesce(answered_at, closed_at) at time zone 'Africa/Johannesburg')::date > due late, count(*) n
                from request where answered_at is not null or closed_at is not null and status <> 'CANCELLED'
                group by 1, 2, 3, 4
            ) counted using (organisation, type, answered_on, late)
            cross join lateral (select kept, counted) t where kept.n is distinct from counted.n""", """
            select 'waiting ' || t::text from (
                select system, due, rung, sum(number) n from waiting_figure group by 1, 2, 3 having sum(number) <> 0
            ) kept full join (
                select a.system, r.due, r.rung, count(*) n from system_asked a join request r using (reference)
                left join system_answer s using (reference, system)
                where r.closed_at is null and r.answered_at is null and s.reference is null group by 1, 2, 3
            ) counted on (kept.system, kept.due, coalesce(kept.rung, ''))
                = (counted.system, counted.due, coalesce(counted.rung, ''))
            cross join lateral (select kept, counted) t where kept.n is distinct from counted.n""", """
            select 'listed ' || t::text from (
                select w.reference, w.system, w.due, w.rung from waiting_case w
            ) kept full join (
                select a.reference, a.system, r.due, r.rung from system_asked a join request r using (reference)
                left join system_answer s using (reference, system)
                where r.closed_at is null and r.answered_at is null and s.reference is null
            ) counted on (kept.reference, kept.system, kept.due, coalesce(kept.rung, ''))
                = (counted.reference, counted.system, counted.due, coalesce(counted.rung, ''))
            cross join lateral (select kept, counted) t where kept.reference is null or counted.reference is null""");

    @Autowired
    CaseFigures figures;

    @Autowired
    FoldFigures fold;

    @Autowired
    Stage stage;

    @Autowired
    SamplePeople people;

    @Autowired
    Operators operators;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Clock clock;

    @BeforeEach
    void samplePeople() {
        people.moveIn();
    }

    @Test
    void countsEachOpenCaseByWhenItIsDue() {
        var far = open("ALTERATION", 8);
        open("ALTERATION", 6);
        open("LOOK_UP", 0);
        open("LOOK_UP", -1);
        climbs(far, Rung.HALF);

        assertThat(all())
                .extracting(Overview.Kind::open, Overview.Kind::dueSoon)
                .containsExactly(4L, 2L);
        assertThat(all())
                .extracting(Overview.Kind::atRisk, Overview.Kind::breached)
                .containsExactly(0L, 1L);
        assertThat(kind("Alteration"))
                .extracting(Overview.Kind::open, Overview.Kind::dueSoon, Overview.Kind::breached)
                .containsExactly(2L, 1L, 0L);
        assertThat(kind("Withdrawal of consent").open()).isZero();
    }

    @Test
    void countsACaseAsAtRiskUntilItsLastDayIsOver() {
        climbs(open("LOOK_UP", 3), Rung.AT_RISK);
        climbs(open("LOOK_UP", 0), Rung.WORKING_DEADLINE);
        // nobody has noticed yet that it is breached
        climbs(open("LOOK_UP", -1), Rung.WORKING_DEADLINE);
        climbs(open("LOOK_UP", -1), Rung.BREACHED);

        assertThat(all())
                .extracting(Overview.Kind::atRisk, Overview.Kind::breached)
                .containsExactly(2L, 2L);
    }

    @Test
    void reckonsTheRateFromAnsweredCasesOnly() {
        closes(open("LOOK_UP", 0), "FULFILLED", 0);
        closes(open("LOOK_UP", 0), "REFUSED", -89);
        closes(open("LOOK_UP", -3), "FULFILLED", 0);
        closes(open("LOOK_UP", -3), "CANCELLED", 0);
        closes(open("LOOK_UP", -3), "FULFILLED", -90);

        assertThat(all())
                .extracting(Overview.Kind::answered, Overview.Kind::onTime)
                .containsExactly(3L, 2L);
        assertThat(all().open()).isZero();
        var weeks = figures.of(ABC_MOTORS).weeks();
        assertThat(weeks).hasSize(CaseFigures.WEEKS);
        assertThat(weeks.get(CaseFigures.WEEKS - 1))
                .extracting(Overview.Week::answered, Overview.Week::late)
                .containsExactly(2L, 1L);
        assertThat(weeks.get(0).answered()).isZero();
    }

    /** The person has the answer; only the search for what is left behind takes longer. */
    @Test
    void takesACaseForAnsweredOnTheDayOfItsAnswer() {
        var inTime = open("DE_IDENTIFICATION", -3);
        var late = open("DE_IDENTIFICATION", -3);
        answered(inTime, -3);
        answered(late, -2);

        assertThat(all())
                .extracting(Overview.Kind::open, Overview.Kind::breached)
                .containsExactly(0L, 0L);
        assertThat(all())
                .extracting(Overview.Kind::answered, Overview.Kind::onTime)
                .containsExactly(2L, 1L);
        agree();

        closes(inTime, "FULFILLED", 0);
        closes(late, "FULFILLED", 0);
        assertThat(all())
                .extracting(Overview.Kind::answered, Overview.Kind::onTime)
                .containsExactly(2L, 1L);
        agree();
    }

    @Test
    void waitsForNoSystemOnceACaseIsAnswered() {
        var reference = open("LOOK_UP", 3);
        var first = operators.ask(reference, ABC_MOTORS).get(0).id();
        assertThat(waiting(first)).isEqualTo(1);

        answered(reference, 0);

        assertThat(waiting(first)).isZero();
        operators.answer(reference, first, Outcome.NOT_FOUND, "naledi");
        assertThat(waiting(first)).isZero();
        agree();
    }

    @Test
    void tellsNothingOfAnotherOrganisation() {
        climbs(open("LOOK_UP", 3), Rung.AT_RISK);
        closes(open("LOOK_UP", 3), "FULFILLED", 0);
        operators.ask(open("LOOK_UP", 3), ABC_MOTORS);

        var theirs = figures.of(SEA_POINT);

        assertThat(theirs.all()).isEqualTo(new Overview.Kind("", "Sea Point Cars", 0, 0, 0, 0, 0, 0));
        assertThat(theirs.systems()).isEmpty();
        assertThat(theirs.weeks()).allMatch(week -> week.answered() == 0);
        assertThat(figures.of(ABC_MOTORS).systems()).isNotEmpty();
    }

    @Test
    void letsACaseWaitForASystemUntilItHasAnswered() {
        var reference = open("LOOK_UP", 3);
        var systems = operators.ask(reference, ABC_MOTORS);
        var first = systems.get(0).id();

        assertThat(waiting(first)).isEqualTo(1);
        operators.answer(reference, first, Outcome.NOT_FOUND, "naledi");
        assertThat(waiting(first)).isZero();
        operators.answer(reference, first, Outcome.FOUND, "naledi");
        assertThat(waiting(first)).isZero();
        operators.askAgain(reference, first);
        assertThat(waiting(first)).isEqualTo(1);
        climbs(reference, Rung.AT_RISK);
        assertThat(silent(first).atRisk()).isEqualTo(1);
        closes(reference, "FULFILLED", 0);
        assertThat(figures.of(ABC_MOTORS).systems()).isEmpty();
        agree();
    }

    @Test
    void staysRightThroughWholeStories() {
        stage.carryThrough(THANDI);
        stage.withdraw(AISHA);
        stage.work();
        stage.lookUp(SamplePeople.MALLORY);
        climbs(open("ALTERATION", 5), Rung.AT_RISK);
        closes(open("ALTERATION", 5), "CANCELLED", 0);

        agree();
        var months = months();
        assertThat(months).hasSizeGreaterThan(8);
        var before = figures.of(ABC_MOTORS);
        assertThat(before.all().open()).isEqualTo(3);
        assertThat(before.all().answered()).isEqualTo(1);
        assertThat(before.systems()).isNotEmpty();
        fold.run();
        fold.run();

        assertThat(figures.of(ABC_MOTORS)).isEqualTo(before);
        assertThat(months()).isEqualTo(months);
        agree();
        assertThat(rowsOf("open_figure")).isEqualTo(3);
        assertThat(rowsOf("month_figure") + rowsOf("step_figure") + rowsOf("system_figure"))
                .isEqualTo(months.size());
    }

    @Test
    void foldsWhatIsNewIntoWhatItBelongsToAndTouchesNothingElse() {
        open("LOOK_UP", 5);
        open("ALTERATION", 5);
        fold.run();
        var untouched = placeOf("ALTERATION");
        var touched = placeOf("LOOK_UP");

        open("LOOK_UP", 5);
        fold.run();

        assertThat(placeOf("ALTERATION")).isEqualTo(untouched);
        assertThat(placeOf("LOOK_UP")).isNotEqualTo(touched);
        assertThat(kind("Look-up").open()).isEqualTo(2);
        agree();
    }

    /** The row of the only sum that is kept of these. */
    private String placeOf(String type) {
        return database.sql("select ctid::text from open_figure where type = ?")
                .param(type)
                .query(String.class)
                .single();
    }

    @Test
    void leavesTheFoldingToTheNodeThatIsAtIt() {
        open("LOOK_UP", 5);
        var left = rowsOf("open_figure");

        transactions.executeWithoutResult(anotherNode -> {
            database.sql("select pg_advisory_xact_lock(?)")
                    .param(FoldFigures.ONE_NODE_AT_A_TIME)
                    .query()
                    .listOfRows();
            CompletableFuture.runAsync(fold::run).join();
        });
        assertThat(rowsOf("open_figure")).isEqualTo(left).isGreaterThan(1);

        fold.run();
        assertThat(rowsOf("open_figure")).isEqualTo(1);
    }

    /** What reports read, each sum on a line. */
    private List<String> months() {
        return database.sql("""
                        select t::text as line from (
                            select organisation, type, asked, month, figure, ground, sum(number) from month_figure
                            group by 1, 2, 3, 4, 5, 6 having sum(number) <> 0) t
                        union all select t::text from (
                            select organisation, process, step, month, bucket, sum(number) from step_figure
                            group by 1, 2, 3, 4, 5 having sum(number) <> 0) t
                        union all select t::text from (
                            select system, month, bucket, sum(number) from system_figure
                            group by 1, 2, 3 having sum(number) <> 0) t
                        order by line""").query(String.class).list();
    }

    @Test
    void letsAnsweredCasesStandWhenTheyGo() {
        var open = open("LOOK_UP", 5);
        var closed = open("LOOK_UP", 5);
        closes(closed, "FULFILLED", 0);

        for (var gone : List.of(open, closed)) {
            database.sql("delete from request_address where reference = ?")
                    .param(gone.value())
                    .update();
            database.sql("delete from request where reference = ?")
                    .param(gone.value())
                    .update();
        }

        assertThat(all())
                .extracting(Overview.Kind::open, Overview.Kind::answered)
                .containsExactly(0L, 1L);
    }

    /** A million cases: no page may look at each of them. */
    @Test
    void looksAtNoCaseToCount() {
        for (var question : List.of(
                CaseFigures.OPEN,
                CaseFigures.OPEN_OF_ALL,
                CaseFigures.ANSWERED,
                CaseFigures.BY_WEEK,
                CaseFigures.SILENT)) {
            assertThat(question).doesNotContain("request", "act_");
        }
    }

    private Overview.Kind all() {
        return figures.of(ABC_MOTORS).all();
    }

    private Overview.Kind kind(String name) {
        return figures.of(ABC_MOTORS).kinds().stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private long waiting(UUID system) {
        return database.sql("select coalesce(sum(number), 0) from waiting_figure where system = ?")
                .param(system)
                .query(Long.class)
                .single();
    }

    private Overview.Silent silent(UUID system) {
        var name = operators.get(system).name();
        return figures.of(ABC_MOTORS).systems().stream()
                .filter(silent -> silent.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void agree() {
        for (var difference : DIFFERENCES) {
            assertThat(database.sql(difference).query(String.class).list()).isEmpty();
        }
    }

    private long rowsOf(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private Reference open(String type, int dueIn) {
        var reference = stage.opens(RequestType.valueOf(type).name(), SamplePeople.FRED);
        change(reference, Map.of("due", today().plusDays(dueIn)));
        return reference;
    }

    private void climbs(Reference reference, Rung rung) {
        change(reference, Map.of("rung", rung.name()));
    }

    private void closes(Reference reference, String status, int inDays) {
        var at = today().plusDays(inDays).atTime(12, 0).atZone(clock.getZone()).toOffsetDateTime();
        change(reference, Map.of("status", status, "closed_at", at));
    }

    private void answered(Reference reference, int inDays) {
        var at = today().plusDays(inDays).atTime(12, 0).atZone(clock.getZone()).toOffsetDateTime();
        change(reference, Map.of("answered_at", at));
    }

    private void change(Reference reference, Map<String, Object> values) {
        var sets =
                values.keySet().stream().map(column -> column + " = :" + column).toList();
        database.sql("update request set " + String.join(", ", sets) + " where reference = :reference")
                .params(values)
                .param("reference", reference.value())
                .update();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
