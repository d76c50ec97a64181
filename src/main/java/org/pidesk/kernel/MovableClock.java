package org.pidesk.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock and a distance from it, so that a pause or a deadline can be seen without waiting for it. */
public final class MovableClock extends Clock {
    private final ZoneId zone;
    private final AtomicReference<Duration> ahead;

    public MovableClock(ZoneId zone) {
        this(zone, new AtomicReference<>(Duration.ZERO));
    }

    private MovableClock(ZoneId zone, AtomicReference<Duration> ahead) {
        this.zone = zone;
        this.ahead = ahead;
    }

    /** How far this clock is ahead of the system's. */
    public Duration ahead() {
        return ahead.get();
    }

    /** Moves on by this much, on top of what it was moved before. */
    public void advance(Duration by) {
        ahead.updateAndGet(by::plus);
    }

    /** Back to the system's time. */
    public void reset() {
        ahead.set(Duration.ZERO);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new MovableClock(other, ahead);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }
}
