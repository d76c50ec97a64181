package org.pidesk.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Rounds in turns: what the machine does beside us hits all contestants alike. */
final class Match {
    private static final double COMPILED = 0.1;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(75);
    private static final ToDoubleFunction<Reading> SPEED = reading -> 1 / reading.seconds();

    private final Spectator spectator;
    private final int cases;
    private final int rounds;

    Match(Spectator spectator, int cases, int rounds) {
        this.spectator = spectator;
        this.cases = cases;
        this.rounds = rounds;
    }

    Result play(List<Contestant> contestants) {
        var readings = new LinkedHashMap<String, List<Reading>>();
        contestants.forEach(this::warmUp);
        for (int round = 0; round < rounds; round++) {
            for (var contestant : contestants) {
                readings.computeIfAbsent(contestant.name(), name -> new ArrayList<>())
                        .add(measure(contestant));
            }
        }
        return new Result(readings);
    }

    /** Until the compiler takes no more than a tenth of the CPU, or for as long as our patience lasts. */
    private void warmUp(Contestant contestant) {
        var end = System.nanoTime() + LONG_ENOUGH.toNanos();
        Reading reading;
        do {
            reading = measure(contestant);
        } while (reading.compilerMillis() > COMPILED * reading.cpuMillis() && System.nanoTime() < end);
    }

    Reading measure(Contestant contestant) {
        contestant.prepare(cases);
        var before = spectator.read(contestant.database());
        contestant.carryThrough(cases);
        return spectator.read(contestant.database()).since(before).each(cases);
    }

    record Result(Map<String, List<Reading>> readings) {

        List<String> table() {
            var lines = new ArrayList<String>();
            lines.add(String.format(
                    "%-20s %-22s %-18s %-18s %-18s %-16s %-18s %-22s %s",
                    "",
                    "cases/s",
                    "statements",
                    "of the engine",
                    "rows written",
                    "transactions",
                    "WAL KB",
                    "CPU ms",
                    "of it JIT"));
            readings.forEach((name, rounds) -> lines.add(String.format(
                    "%-20s %-22s %-18s %-18s %-18s %-16s %-18s %-22s %s",
                    name,
                    spread(rounds, SPEED, "%.1f"),
                    spread(rounds, Reading::statements, "%.0f"),
                    spread(rounds, Reading::engineStatements, "%.0f"),
                    spread(rounds, Reading::rows, "%.0f"),
                    spread(rounds, Reading::transactions, "%.0f"),
                    spread(rounds, reading -> reading.walBytes() / 1024, "%.0f"),
                    spread(rounds, Reading::cpuMillis, "%.1f"),
                    spread(rounds, Reading::compilerMillis, "%.1f"))));
            return lines;
        }

        List<String> goals() {
            var lines = new ArrayList<String>();
            lines.add(goal("2b cases/s", "engine_at_its_best", "engine_as_it_comes", SPEED, ">= 1.6"));
            lines.add(goal("2b CPU", "engine_at_its_best", "engine_as_it_comes", Reading::cpuMillis, "<= 0.65"));
            if (readings.containsKey("product")) {
                lines.add(goal("2a cases/s", "product", "engine_at_its_best", SPEED, ">= 0.70"));
                lines.add(goal("2c statements", "product", "engine_at_its_best", Reading::statements, "<= 1.2"));
                lines.add(goal("2c WAL", "product", "engine_at_its_best", Reading::walBytes, "written down, no goal"));
            }
            return lines;
        }

        private String goal(
                String what, String name, String yardstick, ToDoubleFunction<Reading> figure, String wanted) {
            var ours = readings.get(name);
            var theirs = readings.get(yardstick);
            var ratios = IntStream.range(0, ours.size())
                    .mapToDouble(i -> figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)))
                    .toArray();
            return Goal.line(what, name + " / " + yardstick, ratios, wanted);
        }

        private static String spread(List<Reading> rounds, ToDoubleFunction<Reading> figure, String form) {
            return Goal.spread(form, rounds.stream().mapToDouble(figure).toArray());
        }
    }
}
