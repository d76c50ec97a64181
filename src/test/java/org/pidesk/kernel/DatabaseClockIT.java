package org.pidesk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A database whose clock is not this machine's. */
class DatabaseClockIT {
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        administrate("create schema elsewhere");
    }

    private final MovableClock machine = new MovableClock(ZoneOffset.UTC);

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void isTheDatabasesAndFollowsItWhenItIsReadAgain() throws SQLException {
        isAhead("10 minutes");
        var clock = new DatabaseClock(there(), Day.ZONE, machine);
        assertThat(minutesAhead(clock)).isBetween(9L, 11L);

        isAhead("-1 hour");
        assertThat(minutesAhead(clock)).isBetween(9L, 11L);
        clock.readAgain();
        assertThat(minutesAhead(clock)).isBetween(-61L, -59L);
        assertThat(clock.withZone(ZoneOffset.UTC).instant()).isBefore(Instant.now());
    }

    /** A suspended machine's counter stood still, and its clock is right again when it wakes. */
    @Test
    void isReadAgainAsSoonAsTheMachineHasSlept() throws SQLException {
        isAhead("0 minutes");
        var clock = new DatabaseClock(there(), Day.ZONE, machine);
        isAhead("30 minutes");
        assertThat(minutesAhead(clock)).isZero();

        machine.advance(Duration.ofMinutes(30));

        assertThat(minutesAhead(clock)).isBetween(29L, 31L);
    }

    @Test
    void goesOnWhileTheDatabaseIsAway() throws SQLException {
        isAhead("10 minutes");
        var database = there();
        var clock = new DatabaseClock(database, Day.ZONE, machine);
        var before = clock.instant();
        database.setPortNumbers(new int[] {1});

        clock.readAgain();

        assertThat(clock.instant()).isAfter(before);
        assertThat(minutesAhead(clock)).isBetween(9L, 11L);
    }

    private static long minutesAhead(DatabaseClock clock) {
        return Duration.between(Instant.now(), clock.instant()).toMinutes();
    }

    private static PGSimpleDataSource there() {
        var database = new PGSimpleDataSource();
        database.setURL(server.getJdbcUrl("postgres", "postgres"));
        database.setOptions("-c search_path=elsewhere,pg_catalog");
        return database;
    }

    private static void isAhead(String by) throws SQLException {
        administrate("create or replace function elsewhere.clock_timestamp() returns timestamptz language sql"
                + " as $$select pg_catalog.clock_timestamp() + interval '%s'$$".formatted(by));
    }

    private static void administrate(String command) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
