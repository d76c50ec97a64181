package org.pidesk.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * What another machine or a disk is asked for, once in a while and by one at a time: anybody may ask for our health, as
 * often as they like. Who asks meanwhile is told what was found last. It is asked on a thread of its own: what hangs keeps
 * nobody waiting longer than some seconds, and is down.
 */
public final class KeptHealth implements HealthIndicator {
    /** Before a proxy that asks for the health gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final HealthIndicator asked;
    private final Clock clock;
    private final Duration keep;
    private final Duration patience;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Found last = new Found(Instant.MIN, Health.unknown().build());

    private record Found(Instant at, Health health) {}

    /** @param keep how long what was found is told to all who ask */
    public KeptHealth(HealthIndicator asked, Clock clock, Duration keep) {
        this(asked, clock, keep, PATIENCE);
    }

    KeptHealth(HealthIndicator asked, Clock clock, Duration keep, Duration patience) {
        this.asked = asked;
        this.clock = clock;
        this.keep = keep;
        this.patience = patience;
    }

    @Override
    public Health health() {
        if (isOld() && asking.compareAndSet(false, true)) {
            waitFor(CompletableFuture.runAsync(this::ask, KeptHealth::aside));
        }
        return last.health();
    }

    private void ask() {
        try {
            // somebody may have asked between the two
            if (isOld()) {
                found(asked.health());
            }
        } finally {
            asking.set(false);
        }
    }

    private void waitFor(CompletableFuture<Void> answer) {
        try {
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException hangs) {
            found(Health.down().withDetail("why", "no answer in time").build());
        } catch (ExecutionException failed) {
            found(Health.down().withDetail("why", "it cannot be asked").build());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void found(Health health) {
        last = new Found(clock.instant(), health);
    }

    private static void aside(Runnable work) {
        var thread = new Thread(work, "health");
        thread.setDaemon(true);
        thread.start();
    }

    /** A clock that was set back makes it old, too. */
    private boolean isOld() {
        var now = clock.instant();
        return now.isBefore(last.at()) || last.at().isBefore(now.minus(keep));
    }
}
