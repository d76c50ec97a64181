package org.pidesk.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pidesk.chaos.node.PoisonousCase;

/** A step of one case ends whichever node begins it: three at most, and nobody else is held up. */
@Tag("night")
class PoisonIT {
    /** To which each look-up comes right after its receipt, and without staff. */
    private static final String TASK = "serviceTask_alertKeyContacts";

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int PEOPLE = 24;

    @TempDir
    private Path temporary;

    @Test
    void endsThreeNodesAndIsDoneOnceItIsCured() throws Exception {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var installation = new Installation(nodes(), temporary.resolve("postgres"), "-Dchaos.poison=" + TASK)) {
            installation.nodes().all().forEach(Node::keepRunning);
            await().atMost(PATIENCE).until(installation.nodes()::areUp);
            installation.openFor(2 * PEOPLE);
            var visits = new Visits(installation);

            visits.comeWhile(() -> visits.acknowledged().size() < PEOPLE);
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> isGivenUp(installation));

            var poisonous = Files.readAllLines(nodes().resolve(PoisonousCase.HALTS));
            assertThat(poisonous).hasSize(3);
            assertThat(strings(installation, """
                            select business_key_ from act_ru_job j
                            join act_ru_execution e on e.id_ = j.process_instance_id_ where j.retries_ = 0""")).containsExactly(poisonous.get(0));
            visits.comeWhile(() -> visits.acknowledged().size() < PEOPLE + 8);
            await().atMost(PATIENCE).until(() -> isNothingDue(installation));

            Files.createFile(nodes().resolve(PoisonousCase.CURE));
            tryAgain(installation);
            visits.allIsWell();
            assertThat(strings(installation, "select id_ from act_ru_incident")).isEmpty();
        }
    }

    private Path nodes() {
        return temporary.resolve("nodes");
    }

    /** Until it is, whatever the dead held is free at once when nothing else is left to do. */
    private static boolean isGivenUp(Installation installation) throws SQLException {
        if (!strings(installation, "select id_ from act_ru_job where retries_ = 0")
                .isEmpty()) {
            return installation.nodes().areUp();
        }
        if (installation.nodes().areUp() && isNothingDue(installation)) {
            installation.letHoldsEnd();
        }
        return false;
    }

    /** But for what is held. */
    private static boolean isNothingDue(Installation installation) throws SQLException {
        var now = LocalDateTime.ofInstant(installation.clock(1).instant(), ZoneOffset.UTC);
        return strings(installation, """
                        select id_ from act_ru_job where retries_ > 0 and (duedate_ is null or duedate_ <= '%1$s')
                        and (lock_owner_ is null or lock_exp_time_ < '%1$s')""".formatted(now)).isEmpty();
    }

    /** As an administrator does in Cockpit. */
    private static void tryAgain(Installation installation) throws SQLException {
        try (var connection = installation.database().asAdministrator();
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("update act_ru_job set retries_ = 1 where retries_ = 0"))
                    .isEqualTo(1);
        }
    }

    private static List<String> strings(Installation installation, String query) throws SQLException {
        try (var connection = installation.database().asAdministrator();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
