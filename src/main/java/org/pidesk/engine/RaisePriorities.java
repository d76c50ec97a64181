package org.pidesk.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.Task;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Raises the priority of open tasks as their due dates near and pass: one pass for all, and no job for each. */
@Component
class RaisePriorities implements Runnable {
    private static final int AT_ONCE = 500;

    private final TaskService tasks;
    private final Clock clock;

    RaisePriorities(TaskService tasks, Clock clock) {
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Two minutes into every hour, so that the first run of a day finds what became late at midnight. */
    @Override
    @Scheduled(cron = "0 2 * * * *")
    public void run() {
        var now = clock.instant();
        Urgency.PRESSING.forEach(urgency -> raise(urgency, now));
    }

    private void raise(Urgency to, Instant now) {
        for (var some = below(to, now); !some.isEmpty(); some = below(to, now)) {
            some.forEach(task -> raise(task, to));
        }
    }

    private List<Task> below(Urgency urgency, Instant now) {
        return tasks.createTaskQuery()
                .dueBefore(urgency.dueBefore(now))
                .taskMaxPriority(urgency.priority - 1)
                .listPage(0, AT_ONCE);
    }

    private void raise(Task task, Urgency to) {
        try {
            tasks.setPriority(task.getId(), to.priority);
        } catch (NullValueException done) {
            // somebody has completed it meanwhile
        }
    }
}
