package org.pidesk.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * How long it takes after a kill until people are served again, and until the steps that the dead one held are done: these
 * are free when the hold ends, five minutes by the clock, and done by who is left so much later.
 */
final class Recovery {
    /** What quality asks for. */
    static final Duration GOAL_OF_STEPS = Duration.ofSeconds(5);

    static final Duration GOAL_OF_DATABASE = Duration.ofSeconds(10);
    private static final double MOST = 0.95;

    private final Queue<Duration> afterNode = new ConcurrentLinkedQueue<>();
    private final Queue<Duration> afterDatabase = new ConcurrentLinkedQueue<>();
    private final Queue<Duration> steps = new ConcurrentLinkedQueue<>();

    /** @param length until any node was ready again */
    void nodesAreReady(Duration length) {
        afterNode.add(length);
    }

    /** @param length until any node was ready again, which it is with a database only */
    void databaseIsBack(Duration length) {
        afterDatabase.add(length);
    }

    /** @param length since the hold of the dead one had ended */
    void stepIsDone(Duration length) {
        steps.add(length);
    }

    Map<String, Object> figures() {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("a node is ready after a node's kill, s", inWords(afterNode));
        figures.put("a node is ready after a kill of the database, s", inWords(afterDatabase));
        figures.put("steps of the dead done after their hold had ended, s", inWords(steps));
        return figures;
    }

    /** What took longer than it should. */
    List<String> missed() {
        var missed = new ArrayList<String>();
        if (mostOf(steps).compareTo(GOAL_OF_STEPS) > 0) {
            missed.add("steps of the dead");
        }
        if (mostOf(afterDatabase).compareTo(GOAL_OF_DATABASE) > 0) {
            missed.add("the database");
        }
        return missed;
    }

    private static Duration mostOf(Queue<Duration> lengths) {
        var sorted = lengths.stream().sorted().toList();
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(MOST * sorted.size()) - 1);
    }

    private static String inWords(Queue<Duration> lengths) {
        return "95 of 100 within %.1f, all within %.1f, of %d"
                .formatted(
                        mostOf(lengths).toMillis() / 1000.0,
                        lengths.stream().mapToLong(Duration::toMillis).max().orElse(0) / 1000.0,
                        lengths.size());
    }
}
