package org.pidesk.report;

import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lengths of time as they are kept: how many lie in each bucket, whose lower bound is 1.2 to the power of its number, in
 * seconds. What is read from them is the middle of a bucket, and true to within a tenth.
 */
final class Times {
    private static final double STEP = 1.2;
    private static final double HALF = 0.5;

    private final TreeMap<Integer, Long> buckets = new TreeMap<>();

    void add(int bucket, long number) {
        buckets.merge(bucket, number, Long::sum);
    }

    long number() {
        return buckets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** So long or shorter was this share of them; empty where there are none. */
    Optional<Duration> within(double share) {
        var wanted = Math.max(1, (long) Math.ceil(share * number()));
        long seen = 0;
        for (var bucket : buckets.entrySet()) {
            seen += bucket.getValue();
            if (seen >= wanted) {
                return Optional.of(middle(bucket.getKey()));
            }
        }
        return Optional.empty();
    }

    private static Duration middle(int bucket) {
        return Duration.ofSeconds(Math.round(Math.pow(STEP, bucket + HALF)));
    }
}
