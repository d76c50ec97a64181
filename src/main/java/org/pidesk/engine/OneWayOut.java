package org.pidesk.engine;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * People end a task by completing it, and in no other way. Raising an error or an escalation at it would end it
 * without an answer; resolving it, or submitting it while delegated, would write variables without completing it.
 */
final class OneWayOut extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        if (goesRound(command)) {
            throw new BadUserRequestException(
                    "A task ends with its answer only: complete it, or assign it to another.");
        }
        try {
            return next.execute(command);
        } catch (ProcessEngineException failure) {
            throw refusalIn(failure);
        }
    }

    private static boolean goesRound(Command<?> command) {
        return command instanceof HandleTaskBpmnErrorCmd
                || command instanceof HandleTaskEscalationCmd
                || command instanceof ResolveTaskCmd
                || command instanceof DelegateTaskCmd;
    }

    /** The engine wraps what a task listener throws; the refusal itself is what the caller should read. */
    private static ProcessEngineException refusalIn(ProcessEngineException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AnswerRefused refusal) {
                return refusal;
            }
        }
        return failure;
    }
}
