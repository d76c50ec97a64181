package org.pidesk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.ClockGap;
import org.pidesk.kernel.MovableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

@PiDeskTest
class ClockHealthTest {
    @Autowired
    JdbcClient database;

    @Autowired
    ClockHealth health;

    @Autowired
    MovableClock clock;

    @Test
    void isDownWhenTheClocksAreMoreThanAMinuteApart() {
        assertThat(with(Duration.ofSeconds(70))).isEqualTo(Status.DOWN);
        assertThat(with(Duration.ofSeconds(-70))).isEqualTo(Status.DOWN);
        assertThat(with(Duration.ofSeconds(30))).isEqualTo(Status.UP);
    }

    @Test
    void isUpWhereTheClockIsMovedOnPurpose() {
        clock.advance(Duration.ofDays(40));

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    private Status with(Duration ahead) {
        return new ClockHealth(new ClockGap(database, Clock.offset(Clock.systemUTC(), ahead)))
                .health()
                .getStatus();
    }
}
