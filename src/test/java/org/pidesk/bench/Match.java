package org.pidesk.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Rounds in turns: what the machine does beside us hits all contestants alike. */
final class Match {
    private static final double COMPILED = 0.1;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(75);
    private static final ToDoubleFunction<Reading> SPEED = reading -> 1 / reading.seconds();

    private final Spectator spectator;
    private final Play play;
    private final int cases;

    Match(Spectator spectator, Play play, int cases) {
        this.spectator = spectator;
        this.play = play;
        this.cases = cases;
    }

    void run(int rounds, Report report, List<Contestant> contestants) {
        var readings = new LinkedHashMap<String, List<Reading>>();
        contestants.forEach(this::warmUp);
        for (int round = 0; round < rounds; round++) {
            for (var contestant : contestants) {
                readings.computeIfAbsent(contestant.name(), name -> new ArrayList<>())
                        .add(measure(contestant));
            }
        }
        tell(play.process(), readings, report);
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
        contestant.prepare(play, cases);
        var before = spectator.read(contestant.database());
        contestant.carryThrough(play, cases);
        return spectator.read(contestant.database()).since(before).each(cases);
    }

    /** Says what each costs, and what that is against the engine at its best. */
    private static void tell(String part, Map<String, List<Reading>> readings, Report report) {
        readings.forEach((name, rounds) -> report.cost(part, name, costs(rounds)));
        var asItComes = readings.get("engine_as_it_comes");
        var atItsBest = readings.get("engine_at_its_best");
        var ours = readings.get("product");
        report.ratio(
                Goal.atLeast("2a", 0.70),
                part + ", cases/s: product / engine at its best",
                Spread.ofRatios(ours, atItsBest, SPEED));
        report.ratio(
                Goal.atLeast("2b", 1.6),
                part + ", cases/s: engine at its best / as it comes",
                Spread.ofRatios(atItsBest, asItComes, SPEED));
        report.ratio(
                Goal.atMost("2b", 0.65),
                part + ", CPU: engine at its best / as it comes",
                Spread.ofRatios(atItsBest, asItComes, Reading::cpuMillis));
        report.ratio(
                Goal.atMost("2c", 1.2),
                part + ", statements: product / engine at its best",
                Spread.ofRatios(ours, atItsBest, Reading::statements));
        report.ratio(
                Goal.none("2c"),
                part + ", write-ahead log: product / engine at its best",
                Spread.ofRatios(ours, atItsBest, Reading::walBytes));
    }

    private static Map<String, Spread> costs(List<Reading> rounds) {
        var figures = new LinkedHashMap<String, Spread>();
        figures.put("cases/s", Spread.of(rounds, SPEED));
        figures.put("statements", Spread.of(rounds, Reading::statements));
        figures.put("of the engine", Spread.of(rounds, Reading::engineStatements));
        figures.put("rows written", Spread.of(rounds, Reading::rows));
        figures.put("transactions", Spread.of(rounds, Reading::transactions));
        figures.put("WAL KB", Spread.of(rounds, reading -> reading.walBytes() / 1024));
        figures.put("CPU ms", Spread.of(rounds, Reading::cpuMillis));
        figures.put("of it JIT", Spread.of(rounds, Reading::compilerMillis));
        return figures;
    }
}
