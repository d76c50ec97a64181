package org.pidesk.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @ValueSource(longs = {2, 60, 3_599, 86_400, 1_000_000, 40_000_000})
    void saysATimeToWithinATenth(long seconds) {
        var times = new Times();
        times.add(bucket(seconds), 1);

        assertThat(times.within(0.5).orElseThrow().toSeconds())
                .isCloseTo(seconds, withinPercentage(seconds < 60 ? 50 : 10));
    }

    @Test
    void findsTheMiddleAndTheTail() {
        var times = new Times();
        times.add(bucket(3_600), 5);
        times.add(bucket(86_400), 4);
        times.add(bucket(864_000), 1);

        assertThat(times.number()).isEqualTo(10);
        assertThat(times.within(0.5).orElseThrow()).isBetween(Duration.ofMinutes(54), Duration.ofMinutes(66));
        assertThat(times.within(0.9).orElseThrow()).isBetween(Duration.ofHours(21), Duration.ofHours(27));
        assertThat(times.within(1).orElseThrow()).isGreaterThan(Duration.ofDays(8));
    }

    @Test
    void saysNothingOfNothing() {
        assertThat(new Times().within(0.5)).isEmpty();
    }

    /** As the database reckons it. */
    private static int bucket(long seconds) {
        return (int) Math.floor(Math.log(seconds) / Math.log(1.2));
    }
}
