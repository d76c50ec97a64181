package org.pidesk.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.pidesk.Rush;

/**
 * Faults of what two nodes stand on: a database that comes late, a line to it that breaks just after it has committed or is slow,
 * disks that are full. In one life of one installation, because it takes a minute to start; it needs root on Linux, for disks that
 * are small enough to be filled.
 */
@Tag("night")
@TestMethodOrder(OrderAnnotation.class)
class FaultsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int PEOPLE = 40 * Rush.ROUNDS;
    private static final Pattern LINK = Pattern.compile("https://localhost(/login/first/\\S+)");
    private static final Random RANDOM = new Random(3);

    private static SmallDisk ofDatabase;
    private static SmallDisk ofNodes;
    private static Installation installation;
    private static Visits visits;

    @BeforeAll
    static void makeReady(@TempDir Path temporary) throws Exception {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        ofDatabase = new SmallDisk(temporary.resolve("postgres"), 800);
        ofNodes = new SmallDisk(temporary.resolve("nodes"), 300);
        installation = new Installation(ofNodes.folder(), ofDatabase.folder());
        visits = new Visits(installation);
    }

    @AfterAll
    static void stop() {
        installation.close();
        ofNodes.close();
        ofDatabase.close();
    }

    @Test
    @Order(1)
    void nodesThatAreUpBeforeTheirDatabaseWaitForIt() throws IOException {
        installation.database().kill();
        installation.nodes().all().forEach(Node::keepRunning);
        await().atMost(PATIENCE)
                .until(() -> Stream.of(log(1), log(2)).allMatch(log -> log.contains("There is no database yet")));

        installation.database().start();

        await().atMost(PATIENCE).until(installation.nodes()::areUp);
        assertThat(installation.nodes().starts()).isEqualTo(2);
    }

    @Test
    @Order(2)
    void ofTheLinksInTheirLogsOneIsGood() {
        var browser = new Browser(installation.nodes(), "192.0.2.1");
        var links = Stream.of(log(1), log(2))
                .flatMap(log -> LINK.matcher(log).results())
                .map(link -> link.group(1))
                .toList();

        assertThat(links).hasSize(2);
        assertThat(links).extracting(link -> browser.get(link).status()).containsExactlyInAnyOrder(200, 410);
    }

    @Test
    @Order(3)
    void nothingIsLostOrDoneTwiceWhereNobodyHearsOfTheCommit() throws Exception {
        installation.openFor(PEOPLE);
        var line = installation.line();
        line.cutWhen(() -> line.cuts() < Rush.ROUNDS && RANDOM.nextInt(60) == 0);

        visits.comeWhile(() -> line.cuts() < Rush.ROUNDS);

        assertThat(line.cuts()).isGreaterThanOrEqualTo(Rush.ROUNDS);
        assertThat(visits.acknowledged()).hasSizeGreaterThan(Rush.ROUNDS / 2);
        line.cutWhen(() -> false);
        installation.letHoldsEnd();
        visits.allIsWell();
    }

    @Test
    @Order(4)
    void aSlowLineCostsTimeAndNothingElse() throws Exception {
        installation.line().slowDown(Duration.ofMillis(100));
        var answers = visitOnce();
        serveAgain();
        installation.line().slowDown(Duration.ZERO);

        assertThat(answers).allSatisfy(FaultsIT::isAPage);
        assertThat(installation.nodes().starts()).isEqualTo(2);
        installation.letHoldsEnd();
        visits.allIsWell();
    }

    @Test
    @Order(5)
    void aFullDiskOfTheNodesCostsNothingThatWasSaid() throws Exception {
        ofNodes.fill();
        var answers = visitOnce();
        ofNodes.makeRoom();

        assertThat(answers).allSatisfy(FaultsIT::isAPage);
        serveAgain();
        installation.letHoldsEnd();
        visits.allIsWell();
    }

    @Test
    @Order(6)
    void aFullDiskOfTheDatabaseCostsNothingThatWasSaid() throws Exception {
        ofDatabase.fill();
        useUpTheLog();
        var answers = visitOnce();
        ofDatabase.makeRoom();
        if (!installation.database().answers()) {
            // it cannot go on without its log; started again, it finds all in there
            installation.database().kill();
            installation.database().start();
        }

        assertThat(answers).allSatisfy(FaultsIT::isAPage);
        assertThat(answers).extracting(Browser.Answer::status).contains(503);
        serveAgain();
        installation.letHoldsEnd();
        visits.allIsWell();
    }

    /** Its segments are as large as what a day writes here: each commit begins another one, until none can be made. */
    private static void useUpTheLog() {
        assertThatThrownBy(() -> {
                    try (var connection = installation.database().asAdministrator();
                            var statement = connection.createStatement()) {
                        for (int segment = 0; segment < 100; segment++) {
                            statement.execute("select pg_current_xact_id(), pg_switch_wal()");
                        }
                    }
                })
                .isInstanceOf(SQLException.class);
    }

    /** What people are answered who do not insist. */
    private static List<Browser.Answer> visitOnce() throws IOException {
        var answers = new ArrayList<Browser.Answer>();
        for (int i = 0; i < 6; i++) {
            var browser = new Browser(installation.nodes(), "203.0.%d.9".formatted(i));
            var page = browser.once("GET", Person.PI, "text/html", null, Map.of());
            answers.add(page);
            answers.add(browser.once(
                    "POST",
                    Person.PI,
                    "text/html",
                    Browser.form(page, Map.of("address", Person.address(PEOPLE + i))),
                    Map.of("Content-Type", "application/x-www-form-urlencoded")));
        }
        return answers;
    }

    private static void isAPage(Browser.Answer answer) {
        assertThat(answer.status()).isIn(200, 302, 303, 403, 429, 503);
        assertThat(answer.body()).doesNotContain("\tat ", "Exception", "SQL");
    }

    private static void serveAgain() throws InterruptedException {
        var before = visits.acknowledged().size();
        visits.comeWhile(() -> visits.acknowledged().size() < before + 4);
    }

    private static String log(int node) {
        try {
            return installation.log(node);
        } catch (IOException notYet) {
            return "";
        }
    }
}
