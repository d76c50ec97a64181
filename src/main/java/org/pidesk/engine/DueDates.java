package org.pidesk.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Asks the model again by when the open tasks of a case are due and when its timers go off. The expressions of the model
 * stay the one place that says so; what they answer has changed.
 */
@Component
public class DueDates {
    /** Where a model answers this, its timer does not start. */
    public static final Date NEVER = new Date(Long.MAX_VALUE);

    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final ProcessEngineConfigurationImpl engine;
    private final AsNobody asNobody;
    private final Clock clock;

    DueDates(
            RuntimeService runtime,
            TaskService tasks,
            ManagementService management,
            ProcessEngineConfigurationImpl engine,
            AsNobody asNobody,
            Clock clock) {
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.engine = engine;
        this.asNobody = asNobody;
        this.clock = clock;
    }

    /**
     * In the caller's transaction, whoever that is. Within a step of the engine's own it is done at the end of that: the
     * engine has written then which tasks and timers there are.
     *
     * @param asOf runs a reckoning as if it were the moment at which its task or timer began
     */
    public void reckonAgain(String businessKey, BiConsumer<Instant, Runnable> asOf) {
        if (Context.getCommandContext() == null) {
            asNobody.run(() -> askAll(businessKey, asOf));
        } else {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    asNobody.run(() -> askAll(businessKey, asOf));
                }
            });
        }
    }

    private void askAll(String businessKey, BiConsumer<Instant, Runnable> asOf) {
        tasks.createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .list()
                .forEach(task -> asOf.accept(task.getCreateTime().toInstant(), () -> ask(task)));
        runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey)
                .list()
                .forEach(process -> timers(process, asOf));
    }

    private void timers(ProcessInstance process, BiConsumer<Instant, Runnable> asOf) {
        management
                .createJobQuery()
                .processInstanceId(process.getId())
                .timers()
                .active()
                .list()
                .forEach(timer -> asOf.accept(timer.getCreateTime().toInstant(), () -> ask(timer)));
    }

    private void ask(Job timer) {
        management.recalculateJobDuedate(timer.getId(), true);
    }

    private void ask(Task task) {
        var due = asked(task, TaskDefinition::getDueDateExpression);
        if (due != null && !due.equals(task.getDueDate())) {
            tasks.setDueDate(task.getId(), due);
            tasks.setPriority(task.getId(), Urgency.of(due, clock.instant()));
        }
        var followUp = asked(task, TaskDefinition::getFollowUpDateExpression);
        if (followUp != null && !followUp.equals(task.getFollowUpDate())) {
            tasks.setFollowUpDate(task.getId(), followUp);
        }
    }

    private Date asked(Task task, Function<TaskDefinition, Expression> date) {
        return engine.getCommandExecutorTxRequired().execute(command -> {
            TaskEntity entity = command.getTaskManager().findTaskById(task.getId());
            var expression = date.apply(entity.getTaskDefinition());
            return expression == null ? null : (Date) expression.getValue(entity);
        });
    }
}
