package org.pidesk.engine;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Date;
import org.springframework.stereotype.Component;

/** The week of work, from Monday to Sunday, for the lists of Tasklist. */
@Component
public class Week {
    private final Clock clock;

    Week(Clock clock) {
        this.clock = clock;
    }

    /** Just after Sunday is over: a task whose last day is Sunday is late from Monday's first moment on. */
    public Date end() {
        var monday = LocalDate.now(clock)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .atStartOfDay(clock.getZone());
        return Date.from(monday.toInstant().plusMillis(1));
    }
}
