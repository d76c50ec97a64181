package org.pidesk.restore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/**
 * Down while the journal cannot be believed, or something has waited for a minute to be written. It is asked by one at a
 * time, since its disk may hang.
 */
@Component("erasureJournalHealthIndicator")
class JournalHealth extends AbstractHealthIndicator {
    private static final Duration ALARM_AFTER = Duration.ofMinutes(1);

    private final ErasureJournal journal;
    private final JournalTable table;
    private final Clock clock;
    private volatile Instant waitingSince;

    JournalHealth(ErasureJournal journal, JournalTable table, Clock clock) {
        super("The erasure journal could not be looked at.");
        this.journal = journal;
        this.table = table;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var waiting = table.waiting();
        var now = clock.instant();
        waitingSince = waiting == 0 ? null : waitingSince == null ? now : waitingSince;
        var isLate = waitingSince != null && now.isAfter(waitingSince.plus(ALARM_AFTER));
        (isLate || !isBelieved() ? health.down() : health.up()).withDetail("waiting", waiting);
    }

    private boolean isBelieved() {
        try {
            return journal.match() != ErasureJournal.Match.DATABASE_IS_OLDER;
        } catch (JournalUnusable fault) {
            return false;
        }
    }
}
