package org.pidesk.desk;

import java.util.TreeMap;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.pidesk.engine.AnswerRefused;
import org.pidesk.engine.TaskGate;
import org.pidesk.task.InvalidAnswer;
import org.springframework.stereotype.Component;

/** Turns the draft of the one who completes a task into its answer, in the transaction that completes it. */
@Component
class AnswerGate implements TaskGate {
    private final Drafts drafts;
    private final Questions questions;

    AnswerGate(Drafts drafts, Questions questions) {
        this.drafts = drafts;
        this.questions = questions;
    }

    @Override
    public void beforeCompletion(DelegateTask task, String completedBy) {
        if (completedBy == null) {
            throw new AnswerRefused("Nobody is signed in to answer this task.");
        }
        var open = OpenTasks.completing(task, completedBy);
        if (!open.answerable()) {
            throw new AnswerRefused("This task is assigned to somebody else. Claim it first.");
        }
        record(open, completedBy);
        drafts.discard(open.id());
    }

    private void record(OpenTask task, String by) {
        var answer = drafts.find(task.id(), by)
                .orElseThrow(() -> new AnswerRefused("This task has no answer of yours yet. Fill in its form."));
        try {
            questions.of(task.asked()).record(task.asked(), answer, by);
        } catch (InvalidAnswer incomplete) {
            throw new AnswerRefused(String.join(" ", new TreeMap<>(incomplete.fields()).values()));
        }
    }
}
