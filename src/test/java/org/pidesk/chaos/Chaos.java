package org.pidesk.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests by HTTP, two nodes, and somebody who kills: {@code mvn -Pchaos verify [-Dchaos.requests=10000 -Dchaos.kills=200
 * -Dchaos.seed=…]}, or, with {@code -Dchaos.places=only}, somebody who halts them once at each of four places of every
 * service task. It ends with a table, target/chaos.json, and an error where anything does not hold that
 * must, or recovery takes longer than it should.
 */
public final class Chaos {
    private static final int IN_A_WAVE = 300;
    /** Each takes days by the clock: after too many, staff's browsers would be strangers. */
    private static final int MOST_WAVES = 10;

    /** Enough for some of each type to come to each place. */
    private static final int FOR_PLACES = 160;

    private Chaos() {}

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        var isForPlaces = System.getProperty("chaos.places", "").equals("only");
        var plan = plan(
                isForPlaces ? FOR_PLACES : Integer.getInteger("chaos.requests", 10_000),
                isForPlaces ? 0 : Integer.getInteger("chaos.kills", 200),
                isForPlaces || Boolean.getBoolean("chaos.places") ? ServiceTasks.places() : List.of(),
                seed());
        System.out.println("Seed " + plan.seed());
        try (var run = new Run(plan, Path.of("target/chaos"), System.out)) {
            run.play();
            var evidence = run.evidence();
            try (var database = run.database().asAdministrator()) {
                database.setAutoCommit(false);
                var found = new Invariants(database, evidence).look();
                report(plan, run, found);
                if (found.values().stream().anyMatch(breaking -> !breaking.isEmpty())
                        || !run.missed().isEmpty()) {
                    System.exit(1);
                }
            }
        }
    }

    /** Another each time, unless one is given. */
    static long seed() {
        var given = Long.getLong("chaos.seed", 0);
        return given == 0 ? System.nanoTime() : given;
    }

    static Run.Plan plan(int requests, int kills, List<String> places, long seed) {
        return new Run.Plan(requests, kills, Math.max(1, Math.min(MOST_WAVES, requests / IN_A_WAVE)), places, seed);
    }

    static void report(Run.Plan plan, Run run, Map<String, List<String>> found) throws IOException {
        var failed =
                found.values().stream().filter(breaking -> !breaking.isEmpty()).count();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("seed", plan.seed());
        figures.putAll(run.figures());
        figures.put("goals of recovery missed", run.missed());
        figures.put("invariants passed", found.size() - failed);
        figures.put("invariants failed", failed);
        System.out.println();
        figures.forEach((what, figure) -> System.out.printf("| %s | %s |%n", what, figure));
        found.forEach((rule, breaking) ->
                System.out.printf("| %s | %s |%n", rule, breaking.isEmpty() ? "holds" : "**broken** " + breaking));
        figures.put("rules", found);
        figures.put("places not passed", run.notPassed());
        if (!run.notPassed().isEmpty()) {
            System.out.println(run.notPassed().size() + " of "
                    + plan.crashPoints().size() + " places at which nobody came by: " + run.notPassed());
        }
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(Path.of("target/chaos.json").toFile(), figures);
    }
}
