package org.pidesk.sandbox;

import java.time.Clock;
import java.time.ZonedDateTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.stereotype.Component;

/**
 * Chores wait for the machine's clock, which does not know that the product's was moved on. Those whose time lay between
 * are done once: the morning's mails to staff, tasks that press more.
 */
@SandboxOnly
@Component
class MissedChores {
    private final ObjectProvider<ScheduledTaskHolder> schedules;
    private final Clock clock;

    MissedChores(ObjectProvider<ScheduledTaskHolder> schedules, Clock clock) {
        this.schedules = schedules;
        this.clock = clock;
    }

    void doThoseSince(ZonedDateTime before) {
        schedules.stream()
                .flatMap(schedule -> schedule.getScheduledTasks().stream())
                .map(ScheduledTask::getTask)
                .filter(task -> task instanceof CronTask chore && cameUp(chore, before))
                .forEach(task -> task.getRunnable().run());
    }

    private boolean cameUp(CronTask chore, ZonedDateTime before) {
        var next = CronExpression.parse(chore.getExpression()).next(before);
        return next != null && !next.isAfter(ZonedDateTime.now(clock));
    }
}
