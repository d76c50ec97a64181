package org.pidesk.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.activity.FiledFacts.Asked;
import org.pidesk.activity.FiledFacts.Place;
import org.pidesk.contact.Field;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.request.Stage;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

@PiDeskTest
class FiledFactsTest {
    /** Ten years of a log of two organisations, a fact every hour of each. */
    private static final String TEN_YEARS = """
            insert into fact (reference, number, at, kind, actor, detail, previous, hash)
            select 'PI-0000-' || substring(lpad(n::text, 8, '0') for 4) || '-' || substring(lpad(n::text, 8, '0') from 5), 1, now() - n * interval '1 hour', 'TASK_READ', 'system',
            'organisation=of-' || case n % 2 when 0 then 'abc-motors' else 'sea-point-cars' end, '', ''
            from generate_series(1, 87600) n""";

    private static final String READ_THROUGH = "(?s).*Seq Scan on (fact|filed_fact).*";

    @Autowired
    Stage stage;

    @Autowired
    ActivityLog log;

    @Autowired
    FiledFacts filed;

    @Autowired
    StaffMembers staff;

    @Autowired
    JdbcClient database;

    @Autowired
    FlywayConnectionDetails owner;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    MovableClock clock;

    @BeforeEach
    void peopleAreThere() {
        stage.proofOf(FRED);
    }

    @Test
    void filesEveryFactOfEveryCaseUnderItsOrganisation() {
        stage.alter(FRED, Map.of(Field.SURNAME, "Hound"));
        stage.lookUp(EmailAddress.parse("sipho@example.org"));
        stage.work();
        stage.carryThrough(THANDI);

        assertThat(strings(
                        "select distinct f.kind from fact f join request r on r.reference = f.reference collate \"default\""
                                + " where not exists (select from filed_fact i where i.reference = f.reference"
                                + " and i.number = f.number and i.at = f.at and i.kind = f.kind and i.actor = f.actor"
                                + " and i.organisation = r.organisation)"))
                .isEmpty();
        assertThat(strings("select kind from filed_fact"))
                .contains("ALTERATION_RECEIVED", "LOOK_UP_RECEIVED", "WITHDRAWAL_RECEIVED", "CONTACT_DE_IDENTIFIED");
        assertThat(strings("select reference from filed_fact group by 1 having count(distinct organisation) > 1"))
                .isEmpty();
    }

    @Test
    void filesWhatBelongsToNoCaseUnderWhoDidItOrWhomItIsAbout() {
        staff.register(
                Hires.member("imran", "Imran Patel", Role.COMPLIANCE_MANAGER, SEA_POINT_CARS), "correct horse battery");
        staff.register(Hires.ADMIN, "correct horse battery");
        var fred = strings("select pseudonym from contact where email = '" + FRED.value() + "'")
                .get(0);

        log.record(fact("OF_STAFF").by("imran"));
        log.record(fact("OF_ITSELF").by("admin").with("organisation", "of-abc-motors"));
        log.record(fact("ABOUT_SOMEBODY").about(fred));
        log.record(fact("ABOUT_NOBODY").about(UUID.randomUUID().toString()));
        log.record(fact("OF_NOBODY").by("admin"));

        assertThat(kinds(SEA_POINT_CARS)).contains("OF_STAFF").doesNotContain("OF_ITSELF", "ABOUT_SOMEBODY");
        assertThat(kinds(ABC_MOTORS)).contains("OF_ITSELF", "ABOUT_SOMEBODY").doesNotContain("OF_STAFF");
        assertThat(strings("select kind from filed_fact")).doesNotContain("ABOUT_NOBODY", "OF_NOBODY");
    }

    /** What a transaction writes last counts too: a fact may stand there before the account that it is about. */
    @Test
    void filesWhenTheTransactionEndsAndNothingWhenItFails() {
        transactions.executeWithoutResult(ends -> {
            log.record(fact("BEFORE_ITS_DOER").by("zodwa"));
            staff.register(Hires.member("zodwa", "Zodwa", Role.DEALERSHIP_STAFF, ABC_MOTORS), "correct horse battery");
        });
        transactions.executeWithoutResult(fails -> {
            log.record(fact("UNDONE").by("zodwa"));
            fails.setRollbackOnly();
        });

        assertThat(kinds(ABC_MOTORS)).contains("BEFORE_ITS_DOER").doesNotContain("UNDONE");
    }

    @Test
    void leavesTheLogAsItWasWritten() {
        stage.withdraw(FRED);
        stage.work();
        log.seal();

        assertThat(log.verify().faults()).isEmpty();
        assertThatThrownBy(() -> database.sql("update filed_fact set organisation = 'sea-point-cars'")
                        .update())
                .hasMessageContaining("filed_fact");
        assertThatThrownBy(() -> database.sql("delete from filed_fact").update())
                .hasMessageContaining("filed_fact");
    }

    /** The day before yesterday of a long log costs what it does of a short one: its own facts, by the index. */
    @Test
    void findsADayOfTenYearsByTheIndex() {
        writeTenYears();

        for (var order : List.of("asc", "desc")) {
            assertThat(plan(FiledFacts.LIST.formatted("", order)))
                    .contains("filed_fact_pkey", "fact_pkey")
                    .doesNotContain("Sort Key: filed_fact")
                    .doesNotMatch(READ_THROUGH);
            assertThat(plan(FiledFacts.LIST.formatted(
                            " and kind = 'TASK_READ' and (at, reference, number) < (:until, 'PI-9', 1)", order)))
                    .contains("filed_fact_pkey", "fact_pkey")
                    .doesNotMatch(READ_THROUGH);
        }
        assertThat(plan(FiledFacts.TALLIES)).contains("filed_fact_pkey").doesNotMatch(READ_THROUGH);
        assertThat(rowsRead(FiledFacts.TALLIES)).isEqualTo(12);
        assertThat(rowsRead(FiledFacts.LIST.formatted("", "desc"))).isEqualTo(12);
        assertThat(page(100)).hasSize(12);
    }

    /** The rule would notice a page that looks for a day in the log itself. */
    @Test
    void wouldNoticeAPageThatReadsTheWholeLog() {
        writeTenYears();

        assertThat(plan("select * from fact where at >= :from and at < :until")).matches(READ_THROUGH);
    }

    @Test
    void goesOnWhereItEnded() {
        writeTenYears();

        var first = page(5);
        var rest = filed.list(aDay(), Place.of(first.get(4)), 100);

        assertThat(rest).hasSize(7).doesNotContainAnyElementsOf(first);
        assertThat(rest.get(0).at()).isBefore(first.get(4).at());
    }

    private List<Entry> page(int limit) {
        return filed.list(aDay(), null, limit);
    }

    private Asked aDay() {
        var until = clock.instant().minus(Duration.ofDays(30));
        return new Asked(ABC_MOTORS, until.minus(Duration.ofDays(1)), until, null, null, false);
    }

    private void writeTenYears() {
        database.sql(TEN_YEARS).update();
        asOwner().sql("vacuum analyze fact, filed_fact").update();
    }

    private JdbcClient asOwner() {
        return JdbcClient.create(
                new DriverManagerDataSource(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword()));
    }

    private String plan(String question) {
        return explained("explain " + question);
    }

    /** By the scan of the index, in truth. */
    private int rowsRead(String question) {
        var scan = explained("explain (analyze, timing off, costs off) " + question)
                .lines()
                .filter(line -> line.contains("filed_fact_pkey"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(scan.replaceAll(".*rows=(\\d+).*", "$1"));
    }

    private String explained(String question) {
        var day = aDay();
        return String.join(
                "\n",
                database.sql(question)
                        .param("organisation", ABC_MOTORS.value())
                        .param("from", utc(day.from()))
                        .param("until", utc(day.until()))
                        .param("limit", 101)
                        .query(String.class)
                        .list());
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }

    private List<String> kinds(OrganisationId organisation) {
        return strings("select kind from filed_fact where organisation = '" + organisation.value() + "'");
    }

    private List<String> strings(String question) {
        return database.sql(question).query(String.class).list();
    }

    private static Fact fact(String kind) {
        return Fact.of(Reference.random(), kind);
    }
}
