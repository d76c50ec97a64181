package org.pidesk.notice;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says how long the oldest notice waits, and how many could not be delivered; counts only. */
@Component
class NoticesHealthIndicator implements HealthIndicator {
    static final Duration ALARM_AFTER = Duration.ofMinutes(15);

    private final Outbox outbox;
    private final Clock clock;

    NoticesHealthIndicator(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var figures = outbox.figures();
        var oldest = figures.oldest() == null ? Duration.ZERO : Duration.between(figures.oldest(), clock.instant());
        return (oldest.compareTo(ALARM_AFTER) > 0 ? Health.down() : Health.up())
                .withDetail("pending", figures.pending())
                .withDetail("oldestPendingSeconds", oldest.toSeconds())
                .withDetail("failed", figures.failed())
                .withDetail("withoutCarrier", figures.withoutCarrier())
                .build();
    }
}
