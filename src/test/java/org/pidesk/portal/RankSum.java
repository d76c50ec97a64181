package org.pidesk.portal;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The rank-sum test of Mann and Whitney, for two samples of one size that are large enough for the normal curve.
 *
 * @param auc how often a value of the first sample is the larger of two: one half where there is no difference
 * @param z how many standard deviations that is away from one half
 */
public record RankSum(double auc, double z) {
    /** Of a two-sided p of 0.01. With it goes the bound on the AUC: 0.5 ± 0.021 for 2,500 a side, wider for fewer. */
    private static final double LIMIT = 2.576;

    public static RankSum of(List<Double> first, List<Double> second) {
        var size = first.size();
        var sorted = second.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        var wins = first.stream().mapToDouble(value -> below(sorted, value)).sum();
        var auc = wins / ((double) size * sorted.length);
        var deviation = Math.sqrt((size + sorted.length + 1.0) / (12.0 * size * sorted.length));
        return new RankSum(auc, (auc - 0.5) / deviation);
    }

    /** An equal one counts half. */
    private static double below(double[] sorted, double value) {
        var smaller =
                IntStream.range(0, sorted.length).filter(i -> sorted[i] < value).count();
        var equal = IntStream.range(0, sorted.length)
                .filter(i -> sorted[i] == value)
                .count();
        return smaller + equal / 2.0;
    }

    public boolean findsNothing() {
        return Math.abs(z) < LIMIT;
    }
}
