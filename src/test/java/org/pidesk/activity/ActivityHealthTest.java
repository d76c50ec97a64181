package org.pidesk.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;

@PiDeskTest
class ActivityHealthTest {
    @Autowired
    ActivityLog log;

    @Autowired
    ActivityHealth health;

    @Autowired
    MovableClock clock;

    @Test
    void isUpWhereNothingWaits() {
        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void isDownWhenAFactHasWaitedTooLongForItsSeal() {
        record();
        clock.advance(ActivityHealth.ALARM_AFTER.minusSeconds(30));
        assertThat(status()).isEqualTo(Status.UP);
        clock.advance(Duration.ofMinutes(1));
        assertThat(status()).isEqualTo(Status.DOWN);

        log.seal();

        assertThat(status()).isEqualTo(Status.UP);
    }

    @Test
    void looksAtTheFirstThatNoSealCovers() {
        record();
        log.seal();
        clock.advance(Duration.ofHours(1));
        record();
        assertThat(status()).isEqualTo(Status.UP);

        clock.advance(Duration.ofMinutes(6));
        record();

        assertThat(status()).isEqualTo(Status.DOWN);
    }

    private void record() {
        log.record(Fact.of(Reference.random(), "RECORD_RESTRICTED"));
    }

    private Status status() {
        return health.health().getStatus();
    }
}
