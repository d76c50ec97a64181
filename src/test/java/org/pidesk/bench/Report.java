package org.pidesk.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All figures of a run: said part by part, and at the end in one table, and in a file for machines. */
final class Report {
    private final PrintStream out;
    private final Map<String, Object> circumstances = new LinkedHashMap<>();
    private final List<Cost> costs = new ArrayList<>();
    private final List<Ratio> ratios = new ArrayList<>();

    /** What one contestant costs in one part, each figure with its unit as its name. */
    record Cost(String part, String who, Map<String, Spread> figures) {}

    record Ratio(String goal, String what, Spread measured, String wanted, String verdict) {
        String line() {
            return "| %s | %s | %s | %s | %s |".formatted(goal, what, measured.inWords(), wanted, verdict);
        }
    }

    Report(PrintStream out) {
        this.out = out;
    }

    void circumstance(String name, Object value) {
        circumstances.put(name, value);
        out.printf("%s: %s%n", name, value);
    }

    void cost(String part, String who, Map<String, Spread> figures) {
        if (costs.isEmpty() || !costs.get(costs.size() - 1).part().equals(part)) {
            out.printf(
                    "%n| %s | %s |%n|%s%n",
                    part, String.join(" | ", figures.keySet()), "---|".repeat(figures.size() + 1));
        }
        costs.add(new Cost(part, who, figures));
        out.printf(
                "| %s | %s |%n",
                who,
                String.join(
                        " | ", figures.values().stream().map(Spread::inWords).toList()));
    }

    void ratio(Goal goal, String what, Spread measured) {
        ratios.add(new Ratio(goal.number(), what, measured, goal.wanted(), goal.verdict(measured)));
    }

    void end(Path file) throws IOException {
        out.printf("%n| | what | median [least..most] | goal | |%n|---|---|---|---|---|%n");
        ratios.forEach(ratio -> out.println(ratio.line()));
        var everything = new LinkedHashMap<String, Object>(circumstances);
        everything.put("costs", costs);
        everything.put("ratios", ratios);
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), everything);
        out.printf("%nThe same figures are in %s.%n", file);
    }
}
