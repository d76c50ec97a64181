package org.pidesk.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.pidesk.kernel.OfMachine;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The alarm: down when this machine's clock and the database's are more than a minute apart. What the product does goes by
 * the database's; logs, certificates and the hours of chores go by the machine's, and one of the two is wrong.
 */
@Component("clockHealthIndicator")
class ClockHealth extends AbstractHealthIndicator {
    static final Duration TOLERATED = Duration.ofMinutes(1);

    private final JdbcClient database;
    private final Clock clock;

    ClockHealth(JdbcClient database, @OfMachine Clock clock) {
        super("The clock of the database could not be read.");
        this.database = database;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var apart = apart();
        (apart.compareTo(TOLERATED) > 0 ? health.down() : health.up()).withDetail("secondsApart", apart.toSeconds());
    }

    private Duration apart() {
        var before = clock.instant();
        var there = database.sql("select clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        var between = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
        return Duration.between(between, there).abs();
    }
}
