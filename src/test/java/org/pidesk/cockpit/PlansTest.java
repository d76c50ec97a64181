package org.pidesk.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** How PostgreSQL answers where many cases are open: by an index, and never by reading a table through. */
@PiDeskTest
class PlansTest {
    private static final List<String> CROWD = List.of("""
            insert into request (reference, organisation, type, status, received_at, due, told, pseudonym)
            select 'crowd ' || n, 'abc-motors', 'LOOK_UP', 'RECEIVED', now(), current_date - 30 + n % 60, current_date,
            gen_random_uuid() from generate_series(1, 5000) n""", """
            insert into act_hi_procinst (id_, proc_inst_id_, business_key_, proc_def_id_, start_time_)
            select 'p' || n, 'p' || n, 'crowd ' || n, 'd', now() from generate_series(1, 5000) n""", """
            insert into act_hi_actinst (id_, proc_def_key_, proc_def_id_, proc_inst_id_, execution_id_, act_id_, act_type_,
                start_time_, end_time_, duration_, tenant_id_)
            select 'a' || n, 'deIdentify', 'd', 'p' || n, 'p' || n, 'userTask_' || n % 5, 'userTask', now(), now(), n,
            'abc-motors' from generate_series(1, 10000) n""", """
            insert into act_ru_execution (id_, proc_inst_id_, business_key_, is_active_)
            select 'p' || n, 'p' || n, 'crowd ' || n, true from generate_series(1, 5000) n""", """
            insert into act_ru_task (id_, proc_inst_id_, name_, create_time_)
            select 't' || n, 'p' || n, 'Decide', now() from generate_series(1, 5000) n""", """
            insert into act_ru_identitylink (id_, task_id_, type_, group_id_)
            select 'l' || n, 't' || n, 'candidate', 'abc-motors-staff' from generate_series(1, 5000) n""", """
            insert into case_rung (reference, rung, due_at, reached_at)
            select 'crowd ' || n, 'HALF', now(), now() from generate_series(1, 5000) n""");
    private static final String READ_THROUGH =
            "(?s).*Seq Scan on (request|waiting_case|case_rung|act_hi_procinst|act_hi_actinst|act_ru_\\w+).*";

    @Autowired
    SamplePeople people;

    @Autowired
    CaseFigures figures;

    @Autowired
    FoldFigures fold;

    @Autowired
    JdbcClient database;

    @Autowired
    FlywayConnectionDetails owner;

    @Autowired
    Clock clock;

    @BeforeEach
    void manyCasesAreOpen() {
        people.moveIn();
        CROWD.forEach(rows -> database.sql(rows).update());
        fold.run();
        analyze();
    }

    private void analyze() {
        JdbcClient.create(new DriverManagerDataSource(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword()))
                .sql("analyze")
                .update();
    }

    @Test
    void countsThemWithoutLookingAtOne() {
        assertThat(figures.of(ABC_MOTORS).all().open()).isEqualTo(5_000);
        assertThat(database.sql("select count(*) from open_figure")
                        .query(Long.class)
                        .single())
                .isEqualTo(60);
        Stream.of(CaseFigures.OPEN, CaseFigures.ANSWERED, CaseFigures.BY_WEEK, CaseFigures.SILENT)
                .forEach(question -> assertThat(plan(question)).doesNotContain("request", "act_"));
    }

    /** Every open case has a timer, and each late one an incident. */
    @Test
    void findsWhereTheEngineGaveUpByAnIndex() {
        database.sql(
                        "insert into act_ru_job (id_, rev_, type_, retries_, suspension_state_, duedate_)"
                                + " select 'j' || n, 1, 'timer', 3, 1, now() + n * interval '1 hour' from generate_series(1, 5000) n")
                .update();
        database.sql("insert into act_ru_incident (id_, rev_, incident_timestamp_, incident_type_)"
                        + " select 'i' || n, 1, now(), 'breached' from generate_series(1, 5000) n")
                .update();
        analyze();

        for (var question : List.of(JobsReading.FAILED, JobsReading.INCIDENTS)) {
            assertThat(planned(database.sql("explain " + question)))
                    .contains("pidesk_ix_")
                    .doesNotMatch(READ_THROUGH);
        }
        assertThat(planned(database.sql("explain " + JobsReading.DUE)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("most", JobsReading.MOST)))
                .contains("pidesk_ix_job_due")
                .doesNotMatch(READ_THROUGH);
    }

    @Test
    void findsTheTimesOfAnActivityByTheirIndex() {
        assertThat(plan(Activities.TIMES))
                .contains("pidesk_ix_time_in_activity")
                .doesNotMatch(READ_THROUGH);
    }

    @Test
    void findsOneCaseByItsIndices() {
        for (var question : List.of(CaseSight.RUNGS, CaseSight.TASKS)) {
            assertThat(planned(database.sql("explain " + question).param("crowd 7")))
                    .contains("Index")
                    .doesNotMatch(READ_THROUGH);
        }
        assertThat(planned(database.sql("explain " + CaseSight.REFERENCE).params("crowd 7", ABC_MOTORS.value())))
                .contains("Index")
                .doesNotMatch(READ_THROUGH);
    }

    /** Also of those that are rare among many: nothing is passed over to find them. */
    @Test
    void findsAPageOfTheListByItsIndices() {
        database.sql(
                        "insert into waiting_case select 'crowd ' || n, (select min(id::text)::uuid from processing_system),"
                                + " current_date - 30 + n % 60, null from generate_series(1, 5000) n")
                .update();
        analyze();
        var expected = Map.of(Standing.AT_RISK, "_at_risk");

        for (var standing : Standing.values()) {
            assertThat(planned(listed(CaseList.byType(standing), standing)
                            .param("of", ABC_MOTORS.value())
                            .param("types", new String[] {"LOOK_UP", "ALTERATION"})))
                    .contains("using request" + expected.getOrDefault(standing, "_by_last_day"))
                    .doesNotContain("Filter")
                    .doesNotMatch(READ_THROUGH);
            assertThat(planned(listed(CaseList.bySystem(standing), standing).param("system", UUID.randomUUID())))
                    .contains("using waiting_case" + expected.getOrDefault(standing, "_by_last_day"))
                    .doesNotContain("Filter")
                    .doesNotMatch(READ_THROUGH);
        }
        assertThat(planned(database.sql("explain " + CaseList.HOLDERS)
                        .param("references", new String[] {"crowd 7", "crowd 8"})))
                .contains("Index")
                .doesNotMatch(READ_THROUGH);
    }

    private StatementSpec listed(String question, Standing standing) {
        var today = LocalDate.now(clock);
        return CaseList.bounded(
                database.sql("explain " + question),
                standing,
                new CaseList.Place(today.minusDays(10), "crowd 7"),
                today);
    }

    /** What was counted in years stays where it lies when something new is folded. */
    @Test
    void foldsWithoutReadingALedgerThrough() {
        for (var old : List.of(
                "open_figure select 'of ' || n % 50, 'LOOK_UP', current_date + n, null",
                "answered_figure select 'of ' || n % 50, 'LOOK_UP', current_date - n, false",
                "waiting_figure select gen_random_uuid(), current_date + n % 60, null",
                "month_figure select 'of ' || n % 50, 'LOOK_UP', true, current_date - n, 'RECEIVED', null",
                "step_figure select 'of ' || n % 50, 'deIdentify', 'Decide', current_date - n, n % 40",
                "system_figure select gen_random_uuid(), current_date - n % 900, n % 40")) {
            database.sql("insert into " + old + ", 1 from generate_series(1, 10000) n")
                    .update();
        }
        fold.run();
        analyze();

        for (var ledger : FoldFigures.LEDGERS) {
            assertThat(planned(database.sql("explain " + ledger.fold())))
                    .contains(ledger.table() + "_of", ledger.table() + "_new")
                    .doesNotContain("Seq Scan on " + ledger.table());
            // the rule would notice
            assertThat(planned(database.sql("explain select sum(number) from " + ledger.table())))
                    .contains("Seq Scan on " + ledger.table());
        }
    }

    /** The rule would notice a page that counts the cases themselves. */
    @Test
    void wouldNoticeAPageThatReadsThemAll() {
        assertThat(planned(database.sql("explain select type, count(*) from request group by type")))
                .matches(READ_THROUGH);
    }

    private String plan(String question) {
        var today = LocalDate.now(clock);
        return planned(database.sql("explain " + question)
                .param("of", ABC_MOTORS.value())
                .param("today", today)
                .param("soon", today)
                .param("first", today)
                .param("since", question.equals(Activities.TIMES) ? new Timestamp(0) : today)
                .param("risk", List.of("AT_RISK"))
                .param("activities", new String[] {"userTask_1", "userTask_2"})
                .param("process", "deIdentify")
                .param("enough", Activities.ENOUGH));
    }

    private static String planned(StatementSpec question) {
        return String.join("\n", question.query(String.class).list());
    }
}
