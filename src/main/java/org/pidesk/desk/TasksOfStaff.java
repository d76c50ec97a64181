package org.pidesk.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.pidesk.sla.Deadlines;
import org.pidesk.staff.StaffMember;
import org.springframework.stereotype.Component;

/** The open tasks of a member of staff, the most pressing first. */
@Component
class TasksOfStaff {
    private static final int NAMED = 25;

    private final TaskService tasks;
    private final CasesOfTasks cases;
    private final Clock clock;

    TasksOfStaff(TaskService tasks, CasesOfTasks cases, Clock clock) {
        this.tasks = tasks;
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * @param lastDay null where a task has no target
     */
    record One(String id, String name, String reference, LocalDate lastDay) {}

    /** @param first those named */
    record Some(List<One> first, int count, int late) {
        int unnamed() {
            return Math.max(0, count - first.size());
        }
    }

    /** What they have claimed, in the organisation where they are now. */
    Some takenOnBy(StaffMember member) {
        return some(() -> {
            var theirs = tasks.createTaskQuery().taskAssignee(member.username());
            return member.organisation() == null
                    ? theirs.withoutTenantId()
                    : theirs.tenantIdIn(member.organisation().value());
        });
    }

    /** What nobody has claimed, and they could. */
    Some openTo(StaffMember member) {
        var group = member.role().groupIn(String.valueOf(member.organisation()));
        return some(() -> tasks.createTaskQuery().taskCandidateGroup(group));
    }

    private Some some(Supplier<TaskQuery> of) {
        var first =
                of.get().orderByDueDate().asc().orderByTaskCreateTime().asc().listPage(0, NAMED);
        if (first.isEmpty()) {
            return new Some(List.of(), 0, 0);
        }
        var references = cases.of(first);
        return new Some(
                first.stream()
                        // a case may end between two questions
                        .filter(task -> references.containsKey(task.getId()))
                        .map(task -> new One(
                                task.getId(), task.getName(), references.get(task.getId()), lastDay(task.getDueDate())))
                        .toList(),
                (int) of.get().count(),
                (int) of.get().dueBefore(Date.from(clock.instant())).count());
    }

    /** What is late from Friday's first moment on is due on Thursday. */
    private static LocalDate lastDay(Date late) {
        return late == null ? null : Deadlines.dayOf(late.toInstant().minusNanos(1));
    }
}
