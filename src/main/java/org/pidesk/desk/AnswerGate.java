package org.pidesk.desk;

import java.util.TreeMap;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.engine.AnswerRefused;
import org.pidesk.engine.TaskGate;
import org.pidesk.staff.Absences;
import org.pidesk.task.AskedTask;
import org.pidesk.task.InvalidAnswer;
import org.springframework.stereotype.Component;

/** Turns the draft of the one who completes a task into its answer, in the transaction that completes it. */
@Component
class AnswerGate implements TaskGate {
    private final OpenTasks tasks;
    private final Absences absences;
    private final Drafts drafts;
    private final Questions questions;
    private final ActivityLog activity;

    AnswerGate(OpenTasks tasks, Absences absences, Drafts drafts, Questions questions, ActivityLog activity) {
        this.tasks = tasks;
        this.absences = absences;
        this.drafts = drafts;
        this.questions = questions;
        this.activity = activity;
    }

    @Override
    public void beforeCompletion(DelegateTask task, String completedBy) {
        if (completedBy == null) {
            throw new AnswerRefused("Nobody is signed in to answer this task.");
        }
        var open = tasks.completing(task, completedBy);
        if (!open.answerable()) {
            throw new AnswerRefused("This task is assigned to somebody else. Claim it first.");
        }
        // draft and note go with the task
        record(open, completedBy);
        mustBeAnotherHand(open, completedBy);
    }

    /** Who answers for themselves is looked at with the answer; here, for whom they stand in, whosever the task was. */
    private void mustBeAnotherHand(OpenTask open, String by) {
        if (questions.of(open.asked()).firstHands(open.asked()).stream().anyMatch(one -> absences.standsIn(by, one))) {
            throw new AnswerRefused("The colleague for whom you stand in decided or began this. Give the task back:"
                    + " somebody else has to answer it in their own name.");
        }
    }

    private void record(OpenTask task, String by) {
        var answer = drafts.find(task.id(), by)
                .orElseThrow(() -> new AnswerRefused("This task has no answer of yours yet. Fill in its form."));
        try {
            questions.of(task.asked()).record(task.asked(), answer, by);
            noteInsteadOf(task.asked(), by);
        } catch (InvalidAnswer incomplete) {
            throw new AnswerRefused(String.join(" ", new TreeMap<>(incomplete.fields()).values()));
        }
    }

    /** Who really answered stands in every fact and in the evidence; in whose place they did, here. */
    private void noteInsteadOf(AskedTask task, String by) {
        if (task.insteadOf() != null) {
            activity.record(Fact.of(task.reference(), "ANSWERED_AS_SUBSTITUTE")
                    .by(by)
                    .with("task", task.key())
                    .with("insteadOf", task.insteadOf()));
        }
    }
}
