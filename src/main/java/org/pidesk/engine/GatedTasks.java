package org.pidesk.engine;

import java.sql.SQLException;
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
        if (!isStillOpen(task)) {
            throw new AnswerRefused("This task was answered a moment ago, by you or somebody else.");
        }
        gate.getObject().beforeCompletion(task, Context.getCommandContext().getAuthenticatedUserId());
    }

    /** Whoever completes it in the same instant waits here for the first one, and does not go on with half of a case. */
    private static boolean isStillOpen(DelegateTask task) {
        var connection =
                Context.getCommandContext().getDbSqlSession().getSqlSession().getConnection();
        try (var lock = connection.prepareStatement("select from act_ru_task where id_ = ? for update")) {
            lock.setString(1, task.getId());
            try (var rows = lock.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException unreadable) {
            throw new IllegalStateException("A task could not be locked.", unreadable);
        }
    }
}
