package org.pidesk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files by which Prometheus watches, held against its own tool. Debian's package prometheus brings it. */
class MonitoringTest {
    private static final Path ALERTS = Monitoring.FOLDER.resolve("alerts.yml");
    private static final Path TESTS = Monitoring.FOLDER.resolve("alerts.test.yml");
    private static final Path OPERATIONS = Path.of("docs/operations.md");
    private static final Pattern RUNBOOK = Pattern.compile("runbook: docs/operations\\.md#(\\S+)");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    @TempDir
    private Path folder;

    @Test
    void areUnderstood() throws Exception {
        assertThat(promtool("check", "rules", ALERTS)).isEqualTo(0);
        assertThat(promtool("check", "config", "--syntax-only", Monitoring.FOLDER.resolve("prometheus.yml")))
                .isEqualTo(0);
    }

    @Test
    void wouldNotBeUnderstoodWithAFault() throws Exception {
        var crooked = folder.resolve("alerts.yml");
        Files.writeString(crooked, Files.readString(ALERTS).replace("max by (type)", "max by type)"));

        assertThat(promtool("check", "rules", crooked)).isNotEqualTo(0);
    }

    @Test
    void fireWhereTheyShouldAndNowhereElse() throws Exception {
        assertThat(promtool("test", "rules", TESTS)).isEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({">= 0.07,>= 0.08", "< 0.2,< 0.3", "> 900,> 9000"})
    void wouldFailTheirTestsWithAnotherLimit(String limit, String another) throws Exception {
        var alerts = Files.readString(ALERTS);
        assertThat(alerts).contains(limit);
        Files.writeString(folder.resolve("alerts.yml"), alerts.replace(limit, another));
        var tests = Files.copy(TESTS, folder.resolve("alerts.test.yml"));

        assertThat(promtool("test", "rules", tests)).isNotEqualTo(0);
    }

    @Test
    void areTestedFromBothSides() throws IOException {
        var tests = Files.readString(TESTS);
        for (var alert : alerts()) {
            var expected = Pattern.compile("alertname: " + alert + "\n\\s+exp_alerts:(.*)")
                    .matcher(tests)
                    .results()
                    .map(test -> test.group(1).isBlank() ? "fires" : "does not")
                    .collect(Collectors.toSet());

            assertThat(expected).as(alert).containsExactlyInAnyOrder("fires", "does not");
        }
        assertThat(alerts()).hasSizeGreaterThan(12);
    }

    @Test
    void nameAParagraphThatSaysWhatToDo() throws IOException {
        var paragraphs = paragraphs();
        var named = RUNBOOK.matcher(Files.readString(ALERTS))
                .results()
                .map(link -> link.group(1))
                .toList();

        assertThat(named).hasSameSizeAs(alerts());
        assertThat(paragraphs).containsAll(named);
        assertThat(paragraphs).doesNotContain("what-nobody-has-written");
    }

    private static List<String> alerts() throws IOException {
        return ALERT.matcher(Files.readString(ALERTS))
                .results()
                .map(alert -> alert.group(1))
                .toList();
    }

    /** As the places where such pages are read name them. */
    private static List<String> paragraphs() throws IOException {
        return Files.readAllLines(OPERATIONS).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static int promtool(Object... words) throws IOException, InterruptedException {
        var command = Stream.concat(Stream.of("promtool"), Stream.of(words).map(Object::toString))
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
