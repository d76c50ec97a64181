package org.pidesk.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far this machine's clock and the database's are apart. One of the two is wrong then, and nobody can say which. */
@Component
public class ClockGap {
    private static final Duration TOLERATED = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final Clock clock;

    public ClockGap(JdbcClient database, @OfMachine Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Never negative. */
    public Duration now() {
        var before = clock.instant();
        var there = database.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        var between = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        return Duration.between(between, there).abs();
    }

    /** More than a minute: what cannot be taken back, because a day has come, waits. */
    public boolean isTooWide() {
        return isTooWide(now());
    }

    public static boolean isTooWide(Duration gap) {
        return gap.compareTo(TOLERATED) > 0;
    }
}
