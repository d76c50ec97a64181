package org.pidesk.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;

/** How long the same question took of somebody who is known, and of somebody who is not, in nanoseconds. */
public record Times(List<Double> known, List<Double> unknown) {
    public static Times none() {
        return new Times(new ArrayList<>(), new ArrayList<>());
    }

    /**
     * Pair by pair, each in random order.
     *
     * @param known asks once of the one with this number, and takes the time
     * @param warmUp how many pairs are asked before, and not counted
     */
    public static Times ofPairs(
            int pairs, int warmUp, Random random, IntToLongFunction known, IntToLongFunction unknown) {
        var times = none();
        for (int i = 0; i < warmUp + pairs; i++) {
            var knownFirst = random.nextBoolean();
            var first = (knownFirst ? known : unknown).applyAsLong(i);
            var second = (knownFirst ? unknown : known).applyAsLong(i);
            if (i >= warmUp) {
                times.known.add((double) (knownFirst ? first : second));
                times.unknown.add((double) (knownFirst ? second : first));
            }
        }
        return times;
    }

    public double median() {
        return unknown.stream().sorted().toList().get(unknown.size() / 2);
    }

    /**
     * They look alike, and would not if those of the known had taken so much longer: where that is not seen, as on a machine that
     * is too busy, nothing is shown.
     */
    public boolean lookAlike(double butForNanos) {
        var later = known.stream().map(time -> time + butForNanos).toList();
        return RankSum.of(known, unknown).findsNothing()
                && !RankSum.of(later, unknown).findsNothing();
    }
}
