package org.pidesk.vault;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.pidesk.kernel.ClockGap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries out the sentences that are due. Every step is idempotent and none needs the one before, so several nodes may
 * sweep at once and each may stop anywhere.
 */
@Component
class VaultSweep {
    private static final Logger LOG = LoggerFactory.getLogger(VaultSweep.class);
    /**
     * No transaction that is sealing something lasts this long; and where a backup was put back, whoever finds that it was the
     * wrong one has so long to put the former database in its place, with what was sealed since.
     */
    private static final Duration LONG_ENOUGH = Duration.ofDays(14);

    private static final Pattern KEY_OF_A_ROW = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Envelopes envelopes;
    private final KeyStore keys;
    private final DayKeys days;
    private final Clock clock;
    private final ClockGap gap;

    VaultSweep(Envelopes envelopes, KeyStore keys, DayKeys days, Clock clock, ClockGap gap) {
        this.envelopes = envelopes;
        this.keys = keys;
        this.days = days;
        this.clock = clock;
        this.gap = gap;
    }

    /** Nothing while nobody can say what day it is: a key that is gone does not come back when a clock does. */
    void run() {
        if (gap.isTooWide()) {
            LOG.error(
                    "No key is destroyed while this machine's clock and the database's are more than a minute apart.");
            return;
        }
        envelopes.condemnExpired(LocalDate.now(clock), clock.instant());
        envelopes.pardonUsed();
        carryOut();
        condemnUnused();
        days.destroyOld();
    }

    /** First the key, then the note of it: after a crash between the two the note is followed once more. */
    private void carryOut() {
        for (var id : envelopes.condemned(clock.instant())) {
            keys.destroy(id.toString());
            envelopes.forget(id);
        }
    }

    private void condemnUnused() {
        var all = keys.names().stream()
                .filter(name -> KEY_OF_A_ROW.matcher(name).matches())
                .map(UUID::fromString)
                .toList();
        envelopes.condemnUnused(all, clock.instant().plus(LONG_ENOUGH));
    }
}
