package org.pidesk.desk;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.pidesk.activity.Fact;
import org.pidesk.staff.Absence;
import org.pidesk.staff.Absences;
import org.pidesk.staff.StaffMembers;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passes what somebody has taken on to who stands in for them while they are away, and what is left of it back. Whose it
 * is remains its owner. What nobody has taken on, both could do anyway.
 */
@Component
class PassedOnTasks implements Runnable {
    private final Absences absences;
    private final StaffMembers staff;
    private final TaskService tasks;

    PassedOnTasks(Absences absences, StaffMembers staff, TaskService tasks) {
        this.absences = absences;
        this.staff = staff;
        this.tasks = tasks;
    }

    /** Soon after midnight, and after any standstill. */
    @Override
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    @Transactional
    public void run() {
        absences.take().forEach(this::settle);
    }

    private void settle(Absence absence) {
        if (absences.isOver(absence)) {
            end(absence, Fact.SYSTEM);
        } else if (absences.isInForce(absence) && !absence.begun()) {
            passOn(absence);
            absences.begun(absence);
        }
    }

    /** Who is back sooner says so themselves. */
    @Transactional
    public void end(Absence absence, String by) {
        // what the one who was away may no longer do stays where it is
        if (staff.find(absence.absent()).isPresent()) {
            theirs(absence).list().forEach(task -> give(task, absence.absent(), null));
        }
        absences.end(absence, by);
    }

    private void passOn(Absence absence) {
        tasks.createTaskQuery()
                .taskAssignee(absence.absent())
                .list()
                .forEach(task -> give(task, absence.substitute(), absence.absent()));
    }

    private void give(Task task, String assignee, String owner) {
        task.setAssignee(assignee);
        task.setOwner(owner);
        tasks.saveTask(task);
    }

    private TaskQuery theirs(Absence absence) {
        return tasks.createTaskQuery().taskOwner(absence.absent()).taskAssignee(absence.substitute());
    }
}
