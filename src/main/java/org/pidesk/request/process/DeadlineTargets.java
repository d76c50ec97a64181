package org.pidesk.request.process;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.DecisionService;
import org.pidesk.request.RequestType;
import org.pidesk.request.WorkingDays;
import org.springframework.stereotype.Component;

/**
 * Reads {@code processes/deadlineTargets.dmn}, each of its rows once: it changes with a deployment only, and then the
 * product starts anew.
 */
@Component
class DeadlineTargets implements WorkingDays {
    private final DecisionService decisions;
    private final Map<String, Integer> read = new ConcurrentHashMap<>();

    DeadlineTargets(DecisionService decisions) {
        this.decisions = decisions;
    }

    @Override
    public int allowedFor(RequestType type, String stage) {
        return read.computeIfAbsent(type + " " + stage, row -> decide(type, stage));
    }

    private int decide(RequestType type, String stage) {
        return decisions
                .evaluateDecisionTableByKey("deadlineTargets")
                .decisionDefinitionWithoutTenantId()
                .variables(Map.of("type", type.name(), "stage", stage))
                .evaluate()
                .getSingleResult()
                .getEntry("workingDays");
    }
}
