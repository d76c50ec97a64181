package org.pidesk.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The alarm: down while facts wait too long for their seal, for until then one who owns the tables could change them. */
@Component("activityHealthIndicator")
class ActivityHealth extends AbstractHealthIndicator {
    /** Sixty times as long as they should. */
    static final Duration ALARM_AFTER = Duration.ofMinutes(5);

    private final JdbcClient database;
    private final Clock clock;

    ActivityHealth(JdbcClient database, Clock clock) {
        super("The seals of the activity log could not be looked at.");
        this.database = database;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var waiting = waiting();
        (waiting.compareTo(ALARM_AFTER) > 0 ? health.down() : health.up())
                .withDetail("unsealedSeconds", waiting.toSeconds());
    }

    /** How long the first fact has waited that no seal covers. */
    private Duration waiting() {
        return database.sql("""
                        select at from fact
                        where transaction >= coalesce(
                            (select until_transaction from fact_seal order by number desc limit 1), '0'::xid8)
                        order by transaction, reference, number limit 1""")
                .query(OffsetDateTime.class)
                .optional()
                .map(since -> Duration.between(since.toInstant(), clock.instant()))
                .orElse(Duration.ZERO);
    }
}
