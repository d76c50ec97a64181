package org.pidesk.bench;

import java.util.Arrays;
import java.util.Locale;

/** How figures are printed: their median, least and most, and what they should be. */
final class Goal {
    private Goal() {}

    static String line(String what, String ratio, double[] figures, String wanted) {
        return String.format(Locale.ROOT, "%-14s %s: %s   goal %s", what, ratio, spread("%.2f", figures), wanted);
    }

    static String spread(String form, double... figures) {
        var sorted = figures.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                form + " [" + form + ".." + form + "]",
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1]);
    }
}
