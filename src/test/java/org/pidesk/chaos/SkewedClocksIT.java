package org.pidesk.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The machine of one of two nodes is ahead, then far ahead, then behind. Nothing happens twice, because the nodes go by their
 * database's time; where they believe their machines, it does.
 */
@Tag("night")
class SkewedClocksIT {
    private static final String SLOW_STEPS = "-Dchaos.mails-inside=true";
    private static final String OWN_MACHINES = "-Dchaos.clock-of-machine=true";
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration ALARM = Duration.ofSeconds(60);
    private static final int IN_A_WAVE = 16;

    @TempDir
    private Path temporary;

    @BeforeEach
    void letPostgresIn() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void nothingHappensTwiceAndAnAlarmIsRaised() throws Exception {
        try (var installation = start(SLOW_STEPS, OWN_MACHINES)) {
            var visits = new Visits(installation);
            assertThat(health(installation, 2)).isEqualTo(200);

            for (var jump : List.of(Duration.ofMinutes(10), Duration.ofMinutes(50), Duration.ofHours(-2))) {
                var before = visits.acknowledged().size();
                installation.clock(2).advance(jump);
                await().atMost(ALARM).until(() -> health(installation, 2) == 503);
                visits.comeWhile(() -> visits.acknowledged().size() < before + IN_A_WAVE);
            }

            visits.allIsWell();
            assertThat(health(installation, 1)).isEqualTo(200);
            assertThat(visits.mails()).doesNotHaveDuplicates();
            assertThat(installation.mailsInside()).doesNotHaveDuplicates();
        }
    }

    @Test
    void whereNodesBelieveTheirMachinesStepsAreTakenTwice() throws Exception {
        try (var installation = start(SLOW_STEPS)) {
            var visits = new Visits(installation);
            installation.clock(2).advance(Duration.ofMinutes(10));

            visits.comeWhile(() -> visits.acknowledged().size() < 3 * IN_A_WAVE && !isAnythingDoubled(installation));

            assertThat(isAnythingDoubled(installation)).isTrue();
        }
    }

    private Installation start(String... properties) throws IOException {
        var installation = new Installation(temporary.resolve("nodes"), temporary.resolve("postgres"), properties);
        installation.nodes().all().forEach(Node::keepRunning);
        await().atMost(PATIENCE).until(installation.nodes()::areUp);
        installation.openFor(10 * IN_A_WAVE);
        return installation;
    }

    private static boolean isAnythingDoubled(Installation installation) {
        try {
            var mails = installation.mailsInside();
            return new HashSet<>(mails).size() < mails.size();
        } catch (IOException noneYet) {
            return false;
        }
    }

    private static int health(Installation installation, int node) throws IOException {
        var doctor = new Browser(installation.nodes(), "192.0.2.1");
        doctor.stickTo(installation.node(node));
        return doctor.once("GET", "/actuator/health", "application/json", null, Map.of())
                .status();
    }
}
