package org.pidesk.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What was decided before its day was known does not all come up in one night. */
@PiDeskTest
class HoldsOverTheYearTest {
    private static final int MANY = 300;

    @Autowired
    Contacts contacts;

    @Autowired
    SamplePeople people;

    @Autowired
    FlywayConnectionDetails owner;

    private JdbcClient database;
    private LocalDate today;
    private LocalDate ran;

    @BeforeEach
    void takeTheDays() {
        people.moveIn();
        database = JdbcClient.create(
                new DriverManagerDataSource(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword()));
        today = day("select current_date");
        ran = day("select installed_on::date from flyway_schema_history where version = '220'");
    }

    @Test
    void bringsUpAFewEachNight() throws IOException {
        var records = Stream.generate(this::held).limit(MANY).toList();

        spread();

        var nights = records.stream()
                .map(this::due)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(nights.keySet()).allMatch(night -> night.isAfter(today) && !night.isAfter(ran.plusYears(1)));
        assertThat(nights.values()).allMatch(atOnce -> atOnce <= 10);
        assertThat(nights).hasSizeGreaterThan(MANY / 3);
    }

    @Test
    void leavesADayThatIsKnown() throws IOException {
        var until = new Hold("name", "TAX_RECORD", ran.plusYears(5), ran);
        var later = new Hold("email", "TAX_RECORD", null, ran.plusDays(1));
        var earlier = new Hold("mobile", "TAX_RECORD", null, ran.minusDays(1));
        var record = record();
        contacts.hold(record, List.of(until, later, earlier));

        spread();

        assertThat(contacts.holdsOf(record)).containsExactlyInAnyOrder(until, later, earlier);
    }

    private UUID held() {
        var record = record();
        contacts.hold(
                record, List.of(new Hold("name", "TAX_RECORD", null, ran), new Hold("email", "TAX_RECORD", null, ran)));
        return record;
    }

    private UUID record() {
        return contacts.add(new Contact(ABC_MOTORS, "Fred", "Jones", "Walked in"))
                .id();
    }

    /** All of a record in one night. */
    private LocalDate due(UUID record) {
        var days = contacts.holdsOf(record).stream()
                .map(hold -> hold.decidedOn().plusYears(1))
                .distinct()
                .toList();
        assertThat(days).hasSize(1);
        return days.get(0);
    }

    private void spread() throws IOException {
        database.sql(new ClassPathResource("db/migration/V222__holds_over_the_year.sql")
                        .getContentAsString(StandardCharsets.UTF_8))
                .update();
    }

    private LocalDate day(String statement) {
        return database.sql(statement).query(LocalDate.class).single();
    }
}
