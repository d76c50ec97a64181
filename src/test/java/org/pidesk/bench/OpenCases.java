package org.pidesk.bench;

import java.util.List;
import java.util.Locale;
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
        this.match = new Match(spectator, cases, ROUNDS);
    }

    List<String> run(int open) {
        var before = rounds();
        var rowsEach = crowd.gather(product.leaveOneOpen(), open);
        product.finish();
        var many = rounds();
        crowd.disperse();
        var after = rounds();
        var ratios = IntStream.range(0, 2 * ROUNDS)
                .mapToDouble(i -> many[i % ROUNDS] / (i < ROUNDS ? before : after)[i % ROUNDS])
                .toArray();
        return List.of(
                line("few open, before", before),
                line("many open", many) + String.format(Locale.ROOT, ", %d rows of the engine for each", rowsEach),
                line("few open, after", after),
                Goal.line("6b CPU", "many open / few open", ratios, "<= 1.2"));
    }

    private double[] rounds() {
        return IntStream.range(0, ROUNDS)
                .mapToDouble(round -> match.measure(product).cpuMillis())
                .toArray();
    }

    private static String line(String name, double[] figures) {
        return String.format("%-20s CPU ms %s", name, Goal.spread("%.1f", figures));
    }
}
