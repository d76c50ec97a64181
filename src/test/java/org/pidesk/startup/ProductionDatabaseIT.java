package org.pidesk.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One thing wrong with the database, one sentence. */
class ProductionDatabaseIT {
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void makeADatabaseAsItShouldBe() throws SQLException {
        administrate(
                "drop schema public cascade",
                "drop role if exists application",
                "create schema public",
                "create table act_id_user (id_ text, pwd_ text)",
                "create table fact (id int)",
                "create role application login password 'application'",
                "grant usage on schema public to application",
                "grant select on act_id_user to application",
                "grant select, insert on fact to application");
    }

    @Test
    void saysNothingOfADatabaseAsItShouldBe() throws SQLException {
        assertThat(refusals()).isEmpty();
    }

    @Test
    void refusesARoleThatMayChangeWhatIsAppendOnly() throws SQLException {
        administrate("grant update on fact to application");

        assertThat(refusals())
                .containsExactly("The application's role may change the table fact, which is append-only.");
    }

    @Test
    void refusesARoleThatOwnsATable() throws SQLException {
        administrate("alter table fact owner to application");

        assertThat(refusals())
                .containsExactly(
                        "The application's role owns tables, or is a superuser; give it a role that owns none.");
        administrate("alter table fact owner to postgres");
    }

    @Test
    void refusesASuperuser() throws SQLException {
        administrate("alter role application superuser");

        assertThat(refusals()).singleElement().asString().contains("is a superuser");
    }

    @Test
    void refusesAUserOfTheEngineWhoHasAPassword() throws SQLException {
        administrate("insert into act_id_user values ('demo', 'hash')");

        assertThat(refusals()).singleElement().asString().contains("A user of the engine has a password");
    }

    @Test
    void refusesAnOpenAccountOfTheSampleData() throws SQLException {
        administrate(
                "create table staff_member (sample boolean, disabled boolean)",
                "grant select on staff_member to application",
                "insert into staff_member values (true, true), (false, false)");
        assertThat(refusals()).isEmpty();

        administrate("insert into staff_member values (true, false)");

        assertThat(refusals()).singleElement().asString().contains("An account of the sample data is open");
    }

    @Test
    void refusesCommitsThatMayBeLost() throws SQLException {
        administrate("alter role application set synchronous_commit = off");

        assertThat(refusals())
                .containsExactly("The database has synchronous_commit off; what it confirmed could be lost.");
    }

    @Test
    void refusesAnotherIsolation() throws SQLException {
        administrate("alter role application set default_transaction_isolation = 'serializable'");

        assertThat(refusals()).singleElement().asString().contains("is not \"read committed\"");
    }

    @Test
    void refusesAClockThatIsThreeSecondsOff() throws SQLException {
        assertThat(refusals(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(3))))
                .containsExactly("The clocks of this machine and of the database are more than two seconds apart.");
        assertThat(refusals(Clock.systemUTC())).isEmpty();
    }

    @Test
    void refusesAServerThatDoesNotWriteToDisk() throws IOException, SQLException {
        try (var forgetful = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .start();
                var connection = forgetful.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table act_id_user (pwd_ text)");

            assertThat(new ProductionDatabase(connection, Clock.systemUTC()).refusals())
                    .contains("The database has fsync off; what it confirmed could be lost.");
        }
    }

    private static List<String> refusals() throws SQLException {
        return refusals(Clock.systemUTC());
    }

    private static List<String> refusals(Clock clock) throws SQLException {
        try (var connection = connect("application")) {
            return new ProductionDatabase(connection, clock).refusals();
        }
    }

    private static void administrate(String... commands) throws SQLException {
        try (var connection = connect("postgres");
                var statement = connection.createStatement()) {
            for (var command : commands) {
                statement.execute(command);
            }
        }
    }

    private static Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(server.getJdbcUrl(user, "postgres"), user, user);
    }
}
