package org.pidesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

class MissedChoresTest {
    private static final ZoneId SOUTH_AFRICA = ZoneId.of("Africa/Johannesburg");
    /** A Monday. */
    private static final ZonedDateTime SEVEN = ZonedDateTime.of(2027, 2, 22, 7, 0, 0, 0, SOUTH_AFRICA);

    private final List<String> done = new ArrayList<>();
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private final ScheduledTaskRegistrar schedule = new ScheduledTaskRegistrar();

    @AfterEach
    void end() {
        schedule.destroy();
        scheduler.destroy();
    }

    @Test
    void doesOnceWhatCameUpMeanwhile() {
        moveOnTo(SEVEN.plusDays(3));

        assertThat(done).containsExactlyInAnyOrder("morning", "hourly");
    }

    @Test
    void leavesAloneWhatDidNot() {
        moveOnTo(SEVEN.plusMinutes(59));
        assertThat(done).containsExactly("hourly");

        moveOnTo(SEVEN.plusMinutes(60));
        assertThat(done).contains("morning");
    }

    @Test
    void doesNothingWhereTheClockStoodStill() {
        moveOnTo(SEVEN);

        assertThat(done).isEmpty();
    }

    private void moveOnTo(ZonedDateTime now) {
        scheduler.initialize();
        schedule.setTaskScheduler(scheduler);
        schedule.addCronTask(() -> done.add("morning"), "0 0 8 * * MON-FRI");
        schedule.addCronTask(() -> done.add("hourly"), "0 2 * * * *");
        schedule.afterPropertiesSet();
        var beans = new StaticListableBeanFactory();
        beans.addBean("schedule", schedule);

        new MissedChores(beans.getBeanProvider(ScheduledTaskHolder.class), clockAt(now.toInstant()))
                .doThoseSince(SEVEN);
    }

    private static Clock clockAt(Instant now) {
        return Clock.fixed(now, SOUTH_AFRICA);
    }
}
