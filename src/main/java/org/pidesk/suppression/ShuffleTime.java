package org.pidesk.suppression;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Shuffles when enough entries wait to hide among each other, or when they have waited long enough.
 *
 * <p>A pair that moved alone would be linked by whoever saw the lists before and after. How long entries wait is known
 * to this process only: a moment in the rows would itself be a link. A restart starts the waiting anew, which costs
 * nothing: what waits in the intake is in force.
 */
@Component
class ShuffleTime {
    private final Suppressions suppressions;
    private final Intake intake;
    private final SuppressionProperties properties;
    private final Clock clock;
    private Instant waitingSince;

    ShuffleTime(Suppressions suppressions, Intake intake, SuppressionProperties properties, Clock clock) {
        this.suppressions = suppressions;
        this.intake = intake;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    synchronized void shuffleIfDue() {
        var waiting = intake.size();
        if (waiting == 0) {
            waitingSince = null;
            return;
        }
        if (waitingSince == null) {
            waitingSince = clock.instant();
        }
        if (waiting >= properties.company() || waitedLongEnough()) {
            suppressions.shuffle();
            waitingSince = null;
        }
    }

    private boolean waitedLongEnough() {
        return !clock.instant().isBefore(waitingSince.plus(properties.patience()));
    }
}
