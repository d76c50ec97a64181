package org.pidesk.bench;

import java.util.Map;
import java.util.stream.IntStream;

/** What a case costs while few others are open, while many are, and while few are again. */
final class OpenCases {
    private static final int ROUNDS = 2;

    private final Product product;
    private final Crowd crowd;
    private final Match match;

    OpenCases(Product product, Spectator spectator, int cases) {
        this.product = product;
        this.crowd = new Crowd(spectator);
        this.match = new Match(spectator, Play.DE_IDENTIFICATION, cases);
    }

    void run(int open, Report report) {
        var part = "%,d more cases open".formatted(open);
        var before = rounds();
        var rowsEach = crowd.gather(product.leaveOneOpen(), open);
        product.finish(Play.DE_IDENTIFICATION);
        var many = rounds();
        crowd.disperse();
        var after = rounds();
        cost(report, part, "few open, before", before);
        cost(report, part, "many open, %d rows of the engine for each".formatted(rowsEach), many);
        cost(report, part, "few open, after", after);
        report.ratio(
                Goal.atMost("6b", 1.2),
                "CPU for a case, %,d more open / few open".formatted(open),
                Spread.of(IntStream.range(0, 2 * ROUNDS)
                        .mapToDouble(i -> many[i % ROUNDS] / (i < ROUNDS ? before : after)[i % ROUNDS])
                        .toArray()));
    }

    private double[] rounds() {
        return IntStream.range(0, ROUNDS)
                .mapToDouble(round -> match.measure(product).cpuMillis())
                .toArray();
    }

    private static void cost(Report report, String part, String when, double[] cpuMillis) {
        report.cost(part, when, Map.of("CPU ms", Spread.of(cpuMillis)));
    }
}
