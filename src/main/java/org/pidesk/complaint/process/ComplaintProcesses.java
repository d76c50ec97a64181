package org.pidesk.complaint.process;

import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.pidesk.complaint.ComplaintOpened;
import org.pidesk.engine.CaseModels;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts the process of a complaint, in the transaction in which it was received. */
@Component
class ComplaintProcesses implements CaseModels {
    private static final String PROCESS = "marketingComplaint";
    private static final String REFERENCE = "reference";

    private final RuntimeService engine;

    ComplaintProcesses(RuntimeService engine) {
        this.engine = engine;
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
}
