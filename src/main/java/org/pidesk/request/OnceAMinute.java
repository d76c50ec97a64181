package org.pidesk.request;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;

/** Tells what comes for the first time within a minute of the clock. Beyond what it has room for all is new. */
final class OnceAMinute<T> {
    private final int room;
    private final Clock clock;
    private final Set<T> seen = new HashSet<>();
    private Instant minute = Instant.MIN;

    OnceAMinute(int room, Clock clock) {
        this.room = room;
        this.clock = clock;
    }

    synchronized boolean isNew(T one) {
        var now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!now.equals(minute)) {
            minute = now;
            seen.clear();
        }
        return seen.size() >= room || seen.add(one);
    }

    /** Nothing came of it: it is new again. */
    synchronized void forget(T one) {
        seen.remove(one);
    }
}
