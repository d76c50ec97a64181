package org.pidesk.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.core.env.Environment;

/** Starts the product in its production shape, and an empty application, in turns, each with its database made. */
final class StartMatch {
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final ProductionShape product;
    private final String[] empty;
    private final Report report;

    /** @param megabytes resident when it has been idle for a while */
    private record Start(double cpuSeconds, double megabytes) {

        /** Until the first answer, and then a while of nothing. */
        static Start of(Neighbour started) {
            try (started) {
                var cpu = started.cpuMillis() / 1000;
                Thread.sleep(IDLE.toMillis());
                return new Start(cpu, started.megabytes());
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }

    StartMatch(Environment settings, Spectator server, Report report) {
        this.product = new ProductionShape(settings, server);
        this.report = report;
        var name = "empty_application";
        try (var own = server.open(name)) {
            empty = new String[] {
                "--spring.datasource.url=" + own.url(),
                "--spring.datasource.username=" + name,
                "--spring.datasource.password=" + name,
                "--camunda.bpm.database.schema-update=true"
            };
        }
    }

    void run(int rounds) {
        var ours = new ArrayList<Start>();
        var theirs = new ArrayList<Start>();
        // the first start of each makes its database and warms the files: it does not count
        for (int round = 0; round <= rounds; round++) {
            theirs.add(Start.of(Neighbour.start(EmptyEngine.class, empty)));
            ours.add(Start.of(product.start()));
        }
        theirs.remove(0);
        ours.remove(0);
        cost("empty application", theirs);
        cost("product", ours);
        report.ratio(
                Goal.atMost("7a", 1.25),
                "start-up CPU, product / empty application",
                Spread.ofRatios(ours, theirs, Start::cpuSeconds));
        report.ratio(
                Goal.atMost("7b", 1.15),
                "memory when idle, product / empty application",
                Spread.ofRatios(ours, theirs, Start::megabytes));
    }

    private void cost(String who, List<Start> starts) {
        var figures = new LinkedHashMap<String, Spread>();
        figures.put("CPU s to the first answer", Spread.of(starts, Start::cpuSeconds));
        figures.put("resident MB, idle", Spread.of(starts, Start::megabytes));
        report.cost("starts", who, figures);
    }
}
