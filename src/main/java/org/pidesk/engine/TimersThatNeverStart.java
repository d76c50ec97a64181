package org.pidesk.engine;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Takes the timers away, before anything of them is written, of which a model says as it begins that they go off never. */
final class TimersThatNeverStart extends AbstractBpmnParseListener implements ExecutionListener {
    @Override
    public void parseProcess(Element process, ProcessDefinitionEntity definition) {
        definition.addBuiltInListener(EVENTNAME_START, this);
    }

    @Override
    public void notify(DelegateExecution execution) {
        List.copyOf(((ExecutionEntity) execution).getJobs()).stream()
                .filter(timer -> DueDates.NEVER.equals(timer.getDuedate()))
                .forEach(timer -> timer.delete());
    }
}
