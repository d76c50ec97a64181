package org.pidesk.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reading that is taken when somebody asks, and kept for a while: who asks meanwhile gets the same figures. One that takes long
 * leaves no gap: what was read last stands in for it, for some minutes, so that an alarm goes on.
 */
final class KeptReading {
    private static final Logger LOG = LoggerFactory.getLogger(KeptReading.class);

    private final Reading reading;
    private final Executor threads;
    private final Clock clock;
    private final Duration keep;

    private static final Duration STANDS_IN = Duration.ofMinutes(5);
    private static final Taken NOTHING = new Taken(Instant.MIN, false, List.of());

    private CompletableFuture<Taken> last;
    private Taken former = NOTHING;

    KeptReading(Reading reading, Executor threads, Clock clock, Duration keep) {
        this.reading = reading;
        this.threads = threads;
        this.clock = clock;
        this.keep = keep;
    }

    /**
     * @param at when the reading began
     * @param figures none, where they could not be read
     */
    record Taken(Instant at, boolean isRead, List<Figure> figures) {}

    String name() {
        return reading.name();
    }

    /** One is under way at a time, however many ask. */
    synchronized CompletableFuture<Taken> figures() {
        if (last == null || last.isDone() && isOld()) {
            former = last == null || last.isCompletedExceptionally() ? NOTHING : last.join();
            last = CompletableFuture.supplyAsync(this::take, threads);
        }
        return last;
    }

    /** What to tell where the one under way takes too long. */
    synchronized Taken meanwhile() {
        return age(former).compareTo(STANDS_IN) < 0 ? former : NOTHING;
    }

    private Duration age(Taken taken) {
        return Duration.between(taken.at(), clock.instant()).abs();
    }

    /** A clock that was set back makes it old, too. */
    private boolean isOld() {
        return last.isCompletedExceptionally() || age(last.join()).compareTo(keep) >= 0;
    }

    private Taken take() {
        var at = clock.instant();
        try {
            return new Taken(at, true, reading.take());
        } catch (RuntimeException failed) {
            // whatever it is, all others are told; its own words could quote a row
            LOG.warn(
                    "The figures of {} cannot be read: {}",
                    name(),
                    failed.getClass().getSimpleName());
            return new Taken(at, false, List.of());
        }
    }
}
