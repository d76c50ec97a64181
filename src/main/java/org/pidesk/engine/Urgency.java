package org.pidesk.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

/** How much a task presses, by what is left until its due date. Its number is the task's priority. */
enum Urgency {
    WEEK_LATE(90, Duration.ofDays(-7)),
    LATE(80, Duration.ZERO),
    DUE_WITHIN_A_DAY(70, Duration.ofDays(1)),
    DUE_SOON(60, Duration.ofDays(3)),
    /** As Camunda has it for every task. */
    USUAL(50, null);

    /** The most pressing first. */
    static final List<Urgency> PRESSING =
            Stream.of(values()).filter(one -> one != USUAL).toList();

    final int priority;
    private final Duration left;

    Urgency(int priority, Duration left) {
        this.priority = priority;
        this.left = left;
    }

    /** @param due null where a task has no target */
    static int of(Date due, Instant now) {
        return PRESSING.stream()
                .filter(one -> due != null && due.before(one.dueBefore(now)))
                .findFirst()
                .orElse(USUAL)
                .priority;
    }

    /** What is due before this moment presses at least so much. */
    Date dueBefore(Instant now) {
        return Date.from(now.plus(left));
    }
}
