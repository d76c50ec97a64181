package org.pidesk.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * What another machine is asked for, once in a while and by one at a time: anybody may ask for our health, as often as they like.
 * Who asks meanwhile is told what was found last.
 */
final class KeptHealth implements HealthIndicator {
    private final HealthIndicator asked;
    private final Clock clock;
    private final Duration keep;
    private final Lock asking = new ReentrantLock();
    private volatile Found last = new Found(Instant.MIN, Health.unknown().build());

    private record Found(Instant at, Health health) {}

    KeptHealth(HealthIndicator asked, Clock clock, Duration keep) {
        this.asked = asked;
        this.clock = clock;
        this.keep = keep;
    }

    @Override
    public Health health() {
        if (isOld() && asking.tryLock()) {
            try {
                // somebody may have asked between the two
                if (isOld()) {
                    last = new Found(clock.instant(), asked.health());
                }
            } finally {
                asking.unlock();
            }
        }
        return last.health();
    }

    /** A clock that was set back makes it old, too. */
    private boolean isOld() {
        var now = clock.instant();
        return now.isBefore(last.at()) || last.at().isBefore(now.minus(keep));
    }
}
