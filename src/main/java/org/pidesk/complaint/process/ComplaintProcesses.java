package org.pidesk.complaint.process;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.pidesk.complaint.AnswerWanted;
import org.pidesk.complaint.ComplaintOpened;
import org.pidesk.engine.CaseModels;
import org.pidesk.engine.DueDates;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts the process of a complaint, and lets its dates follow, in the transaction in which it was received. */
@Component
class ComplaintProcesses implements CaseModels {
    private static final String PROCESS = "marketingComplaint";
    private static final String REFERENCE = "reference";

    private final RuntimeService engine;
    private final DueDates dueDates;

    ComplaintProcesses(RuntimeService engine, DueDates dueDates) {
        this.engine = engine;
        this.dueDates = dueDates;
    }

    @Override
    public Set<String> keys() {
        return Set.of(PROCESS);
    }

    @EventListener
    void on(ComplaintOpened opened) {
        var reference = opened.reference().value();
        engine.startProcessInstanceByKey(PROCESS, reference, Map.of(REFERENCE, reference));
    }

    /** The task and the reminder follow, as long as that is to come; its day does not depend on when they began. */
    @EventListener
    void on(AnswerWanted wanted) {
        dueDates.reckonAgain(wanted.reference().value(), (began, reckoning) -> reckoning.run());
    }
}
