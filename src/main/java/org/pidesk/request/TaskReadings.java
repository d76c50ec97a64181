package org.pidesk.request;

import java.time.Clock;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Reference;
import org.pidesk.sla.Deadlines;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Leaves behind who of the staff opened which task, once a day, and nothing of what it showed. Of two readings at the same
 * moment both may be noted.
 */
@Service
public class TaskReadings {
    private static final String READ = "TASK_READ";

    private final RequestRepository requests;
    private final ActivityLog activity;
    private final Clock clock;

    TaskReadings(RequestRepository requests, ActivityLog activity, Clock clock) {
        this.requests = requests;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * @param task the activity id
     * @param system null unless the task asks one system
     */
    @Transactional
    public void note(Reference reference, String task, UUID system, String by) {
        var told = requests.findById(reference.value())
                .map(request -> request.fact(READ))
                .orElseGet(() -> Fact.of(reference, READ))
                .by(by)
                .with("task", task);
        var fact = system == null ? told : told.with("system", system);
        if (!isNotedToday(fact)) {
            activity.record(fact);
        }
    }

    private boolean isNotedToday(Fact fact) {
        var today = Deadlines.dayOf(clock.instant());
        return activity.of(fact.reference()).stream()
                .anyMatch(entry ->
                        entry.fact().equals(fact) && Deadlines.dayOf(entry.at()).equals(today));
    }
}
