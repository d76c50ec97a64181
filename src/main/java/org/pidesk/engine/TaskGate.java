package org.pidesk.engine;

import org.camunda.bpm.engine.delegate.DelegateTask;

/**
 * Stands before the completion of every user task, through whichever door it comes, and inside its transaction: what
 * it throws undoes the completion.
 */
public interface TaskGate {
    /**
     * @param completedBy who is signed in; null when nobody is
     * @throws AnswerRefused when the task cannot be completed so
     */
    void beforeCompletion(DelegateTask task, String completedBy);
}
