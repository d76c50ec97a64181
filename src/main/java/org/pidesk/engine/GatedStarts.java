package org.pidesk.engine;

import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Puts the {@link StartGate} before every process that a form in Tasklist begins, and lets such a form say which case it
 * is about and nothing else.
 */
final class GatedStarts extends AbstractBpmnParseListener implements ExecutionListener {
    private static final String REFERENCE = "reference";
    private static final Pattern FORM = Pattern.compile("PI(-[0-9A-Z]{4}){3}");

    private final ObjectProvider<StartGate> gates;

    GatedStarts(ObjectProvider<StartGate> gates) {
        this.gates = gates;
    }

    @Override
    public void parseStartEvent(Element startEvent, ScopeImpl scope, ActivityImpl activity) {
        if (startEvent.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "formKey") != null) {
            scope.addBuiltInListener(EVENTNAME_START, this);
        }
    }

    @Override
    public void notify(DelegateExecution execution) {
        var startedBy = Context.getCommandContext().getAuthenticatedUserId();
        if (startedBy == null) {
            throw new AnswerRefused("Nobody is signed in to begin this.");
        }
        var reference = reference(execution);
        var process = ((ExecutionEntity) execution).getProcessDefinition().getKey();
        gates.stream()
                .filter(gate -> gate.process().equals(process))
                .findFirst()
                .orElseThrow(() -> new AnswerRefused("This cannot be begun by a form."))
                .beforeStart(reference, startedBy);
    }

    private static String reference(DelegateExecution execution) {
        if (!execution.getVariableNames().equals(Set.of(REFERENCE))
                || !(execution.getVariable(REFERENCE) instanceof String reference)
                || !FORM.matcher(reference).matches()
                || !reference.equals(execution.getProcessBusinessKey())) {
            throw new AnswerRefused("The form says what begins, and nothing else. Open it anew.");
        }
        return reference;
    }
}
