package org.pidesk.engine;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Puts the {@link TaskGate} before every user task of every model, so that none can be forgotten, and lets nobody
 * overwrite what the gateways ask by sending variables along.
 */
final class GatedTasks extends AbstractBpmnParseListener implements TaskListener {
    private final ObjectProvider<TaskGate> gate;

    GatedTasks(ObjectProvider<TaskGate> gate) {
        this.gate = gate;
    }

    @Override
    public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
        ((UserTaskActivityBehavior) activity.getActivityBehavior())
                .getTaskDefinition()
                .addBuiltInTaskListener(EVENTNAME_COMPLETE, this);
    }

    @Override
    public void notify(DelegateTask task) {
        if (Submission.carriesVariables(task)) {
            throw new AnswerRefused("Completing a task writes nothing into the process: send no variables.");
        }
        gate.getObject().beforeCompletion(task, Context.getCommandContext().getAuthenticatedUserId());
    }
}
