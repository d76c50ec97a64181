package org.pidesk.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The figures of some rounds: their median, least and most. */
record Spread(double median, double least, double most) {

    static Spread of(double... figures) {
        var sorted = figures.clone();
        Arrays.sort(sorted);
        return new Spread(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    static <T> Spread of(List<T> rounds, ToDoubleFunction<T> figure) {
        return of(rounds.stream().mapToDouble(figure).toArray());
    }

    /** One ratio for each round: what the machine did meanwhile has hit both. */
    static <T> Spread ofRatios(List<T> ours, List<T> theirs, ToDoubleFunction<T> figure) {
        return of(IntStream.range(0, ours.size())
                .mapToDouble(i -> figure.applyAsDouble(ours.get(i)) / figure.applyAsDouble(theirs.get(i)))
                .toArray());
    }

    /** {@code 12.3 [11.0..15.2]}, with as many places as the figure deserves. */
    String inWords() {
        var form = median >= 100 ? "%.0f" : median >= 10 ? "%.1f" : median >= 0.1 ? "%.2f" : "%.4f";
        return String.format(Locale.ROOT, form + " [" + form + ".." + form + "]", median, least, most);
    }
}
