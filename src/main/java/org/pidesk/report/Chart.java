package org.pidesk.report;

import java.util.List;

/**
 * Bars, one below the other. The table beside it says the same.
 *
 * @param description what is to be seen, for who does not see it
 * @param series what the parts of each bar are
 */
record Chart(String title, String description, List<String> series, List<Bar> bars) {
    /** More of them say nothing at a glance. */
    static final int MOST = Months.MOST;

    /**
     * @param parts a length for each series
     * @param words what the bar says, to be read beside it
     */
    record Bar(String label, List<Double> parts, String words) {
        double length() {
            return parts.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    Chart {
        series = List.copyOf(series);
        bars = bars.stream().limit(MOST).toList();
        var parts = series.size();
        if (bars.stream().anyMatch(bar -> bar.parts().size() != parts)) {
            throw new IllegalArgumentException("a bar has a part for each series");
        }
    }

    /** Other bars, which say something else of the same. */
    Chart with(List<Bar> others) {
        return new Chart(title, description, series, others);
    }
}
