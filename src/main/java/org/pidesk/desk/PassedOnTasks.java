package org.pidesk.desk;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.pidesk.activity.Fact;
import org.pidesk.signin.FittingTasks;
import org.pidesk.staff.Absence;
import org.pidesk.staff.Absences;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Passes what somebody has taken on to who stands in for them while they are away, and what is left of it back. Whose it
 * is remains its owner, even while nobody has it, until the absence ends. What nobody has taken on, both could do anyway.
 * Who can stand in no more while the other is still away leaves it to all colleagues.
 */
@Component
class PassedOnTasks implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(PassedOnTasks.class);

    private final Absences absences;
    private final StaffMembers staff;
    private final FittingTasks fitting;
    private final TaskService tasks;
    private final TransactionTemplate transaction;

    PassedOnTasks(
            Absences absences,
            StaffMembers staff,
            FittingTasks fitting,
            TaskService tasks,
            TransactionTemplate transaction) {
        this.absences = absences;
        this.staff = staff;
        this.fitting = fitting;
        this.tasks = tasks;
        this.transaction = transaction;
    }

    /** Soon after midnight, and after any standstill. What fails for one is tried again, and keeps nobody else. */
    @Override
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    public void run() {
        for (var absent : absences.absent()) {
            try {
                transaction.executeWithoutResult(begun -> absences.hold(absent).ifPresent(this::settle));
            } catch (RuntimeException failed) {
                // its own words could quote a row
                log.warn(
                        "The tasks of somebody who is away could not be passed on; they are tried again: {}",
                        failed.getClass().getSimpleName());
            }
        }
    }

    private void settle(Absence absence) {
        if (absences.isOver(absence)) {
            finish(absence, Fact.SYSTEM);
        } else if (absences.isInForce(absence) && !absence.begun()) {
            passOn(absence);
        }
    }

    /** Who is back sooner says so themselves. Nothing happens where it is over already. */
    @Transactional
    public void end(String absent, String by) {
        absences.hold(absent).ifPresent(absence -> finish(absence, by));
    }

    private void finish(Absence absence, String by) {
        var isBack = by.equals(absence.absent()) || !absences.isToday(absence);
        tasks.createTaskQuery().taskOwner(absence.absent()).list().forEach(task -> giveBack(task, absence, isBack));
        absences.end(absence, by);
    }

    /**
     * What a third one has taken on meanwhile remains theirs; what the one who was away may no longer do, or cannot do
     * as they are not back, is nobody's.
     */
    private void giveBack(Task task, Absence absence, boolean isBack) {
        var assignee = task.getAssignee();
        if (assignee == null || assignee.equals(absence.substitute())) {
            assignee = staff.find(absence.absent())
                    .filter(member -> isBack && fitting.areFor(member, task.getId()))
                    .map(StaffMember::username)
                    .orElse(null);
        }
        give(task, assignee, null);
    }

    private void passOn(Absence absence) {
        var substitute = staff.find(absence.substitute()).orElseThrow();
        var passedOn = 0;
        for (var task : tasks.createTaskQuery().taskAssignee(absence.absent()).list()) {
            if (fitting.areFor(substitute, task.getId())) {
                give(task, absence.substitute(), absence.absent());
                passedOn++;
            } else {
                give(task, null, null);
            }
        }
        absences.begun(absence, passedOn);
    }

    private void give(Task task, String assignee, String owner) {
        task.setAssignee(assignee);
        task.setOwner(owner);
        tasks.saveTask(task);
    }
}
