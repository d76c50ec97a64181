package org.pidesk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** What PostgreSQL reads for each report: of what grows with the cases and the years, no table through. */
@PiDeskTest
class ReportPlansTest {
    private static final List<String> YEARS = List.of("""
            insert into request (reference, organisation, type, status, received_at, due, told, pseudonym, closed_at)
            select 'crowd ' || n, 'abc-motors', 'LOOK_UP', 'FULFILLED', now() - n % 900 * interval '1 day', current_date,
            current_date, gen_random_uuid(), now() from generate_series(1, 10000) n""", """
            insert into month_figure (organisation, type, asked, month, figure, number)
            select 'of ' || n % 50, 'LOOK_UP', true, current_date - n, 'RECEIVED', 1 from generate_series(1, 10000) n""", """
            insert into step_figure (organisation, process, step, month, bucket, number)
            select 'of ' || n % 50, 'deIdentify', 'Decide', current_date - n, n % 40, 1 from generate_series(1, 10000) n""", """
            insert into system_figure (system, month, bucket, number)
            select gen_random_uuid(), current_date - n % 900, n % 40, 1 from generate_series(1, 10000) n""", """
            insert into fact (reference, number, at, kind, actor, detail, previous, hash)
            select 'PI-0000-' || substring(lpad(n::text, 8, '0') for 4) || '-' || substring(lpad(n::text, 8, '0') from 5), 1,
            now() - n * interval '9 hours', 'TASK_READ', 'system', 'organisation=of-abc-motors', '', ''
            from generate_series(1, 10000) n""", """
            insert into act_hi_actinst (id_, proc_def_key_, proc_def_id_, proc_inst_id_, execution_id_, act_id_, act_type_,
                start_time_, end_time_, duration_, tenant_id_)
            select 'a' || n, 'deIdentify', 'd', 'p' || n, 'p' || n, 'userTask_' || n % 5, 'userTask', now(), now(), n,
            'abc-motors' from generate_series(1, 10000) n""");

    /** Those of this transaction, which are counted at once. */
    private static final String READ_THROUGH =
            "select relname from pg_stat_xact_user_tables where seq_tup_read >= 5000 order by relname";

    @Autowired
    SamplePeople people;

    @Autowired
    StaffMembers staff;

    @Autowired
    List<Report> reports;

    @Autowired
    WebApplicationContext application;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    FlywayConnectionDetails owner;

    private MockMvc web;

    @BeforeEach
    void tenYears() {
        people.moveIn();
        staff.register(
                Hires.member("johan", "Johan Botha", Role.COMPLIANCE_MANAGER, ABC_MOTORS), "correct horse battery");
        YEARS.forEach(rows -> database.sql(rows).update());
        JdbcClient.create(new DriverManagerDataSource(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword()))
                .sql("analyze")
                .update();
        web = MockMvcBuilders.webAppContextSetup(application).build();
    }

    @Test
    void readNoTableThroughThatGrows() {
        assertThat(reports).hasSizeGreaterThan(4);
        for (var report : reports) {
            assertThat(readThroughFor("/desk/reports/" + report.address()))
                    .as(report.name())
                    .isEmpty();
            assertThat(readThroughFor("/desk/reports/" + report.address() + "/file?type=csv"))
                    .as(report.name())
                    .isEmpty();
        }
        assertThat(readThroughFor("/desk/reports/activity")).isEmpty();
        assertThat(readThroughFor("/desk/reports/diary")).isEmpty();
    }

    @Test
    void wouldNoticeAPageThatDoes() {
        assertThat(readThrough(() -> database.sql("select count(*) from request where status = 'FULFILLED'")
                        .query(Long.class)
                        .single()))
                .containsExactly("request");
    }

    private List<String> readThroughFor(String address) {
        return readThrough(() -> {
            var answer = web.perform(get(address).principal(() -> "johan"))
                    .andReturn()
                    .getResponse();
            assertThat(answer.getStatus()).as(address).isEqualTo(200);
            return answer;
        });
    }

    private List<String> readThrough(Deed deed) {
        return transactions.execute(one -> {
            try {
                deed.done();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
            return database.sql(READ_THROUGH).query(String.class).list();
        });
    }

    private interface Deed {
        Object done() throws Exception;
    }
}
