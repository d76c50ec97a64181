package org.pidesk.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;

/** Sees a case come to every activity where it waits, and leave it, so that its mark goes with it. */
final class WaitingPlaces extends AbstractBpmnParseListener implements ExecutionListener {
    private final ObjectProvider<Marking> marking;

    WaitingPlaces(ObjectProvider<Marking> marking) {
        this.marking = marking;
    }

    @Override
    public void parseUserTask(Element task, ScopeImpl scope, ActivityImpl activity) {
        watch(activity);
    }

    @Override
    public void parseReceiveTask(Element task, ScopeImpl scope, ActivityImpl activity) {
        watch(activity);
    }

    @Override
    public void parseIntermediateCatchEvent(Element event, ScopeImpl scope, ActivityImpl activity) {
        watch(activity);
    }

    private void watch(ActivityImpl activity) {
        activity.addBuiltInListener(EVENTNAME_START, this);
        activity.addBuiltInListener(EVENTNAME_END, this);
    }

    @Override
    public void notify(DelegateExecution execution) {
        var process = ((ExecutionEntity) execution).getProcessDefinition().getKey();
        marking.getObject().moved(process, execution.getProcessBusinessKey());
    }
}
