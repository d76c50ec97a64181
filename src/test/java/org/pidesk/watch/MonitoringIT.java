package org.pidesk.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pidesk.PiDesk;
import org.pidesk.Visitor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The product with all that runs in the background: what the board and the alerts ask for is there. */
@Tag("starts-a-product")
class MonitoringIT {
    private static final String TOKEN = "5d1f0c7e4b19d6a2f8350c7e4b19d6a2";

    /** Prometheus makes these itself. */
    private static final Set<String> ITS_OWN = Set.of("up");

    @TempDir
    private static Path folder;

    private static ConfigurableApplicationContext application;
    private static int port;

    @BeforeAll
    static void start() {
        application = new SpringApplicationBuilder(PiDesk.class)
                .run("--pidesk.data-dir=" + folder, "--server.port=0", "--pidesk.metrics.token=" + TOKEN);
        port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void tellsWhateverTheBoardAndTheAlertsAskFor() throws IOException {
        var asked = new TreeSet<>(ITS_OWN);
        for (var question : Monitoring.questions()) {
            asked.addAll(Monitoring.metrics(question));
        }
        assertThat(asked).hasSizeGreaterThan(20).contains("pidesk_cases_breached", "disk_free_bytes");
        asked.removeAll(ITS_OWN);

        // a chore has to have run, a page to have been asked for, and memory to have been swept
        new Visitor(port).get("/login");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Scrape.of(port, TOKEN).names()).containsAll(asked));
    }

    @Test
    void wouldNoticeAMetricThatIsNotThere() {
        var asked =
                Monitoring.metrics("sum by (type) (rate(pidesk_cases_lost{type=\"x\"}[5m])) > 2 or pidesk_cases_open");

        assertThat(asked).containsExactly("pidesk_cases_lost", "pidesk_cases_open");
        assertThat(Scrape.of(port, TOKEN).names()).contains("pidesk_cases_open").doesNotContain("pidesk_cases_lost");
    }

    @Test
    void tellsWhetherTheEngineWorksAndEachChoreRuns() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Scrape.of(port, TOKEN).text())
                        .contains(
                                "pidesk_health{part=\"jobExecutor\"} 1.0",
                                "pidesk_health{part=\"textMessages\"} 1.0",
                                "pidesk_health{part=\"mail\"} 1.0",
                                "code_namespace=\"org.pidesk.activity.ActivityLog\"",
                                "code_namespace=\"org.pidesk.cockpit.FoldFigures\""));
    }
}
