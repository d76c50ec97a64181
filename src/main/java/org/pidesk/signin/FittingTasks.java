package org.pidesk.signin;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.pidesk.staff.StaffMember;
import org.springframework.stereotype.Component;

/** Which tasks are for whom, by the role and the organisation that they have now: who once had one has no claim to it. */
@Component
public class FittingTasks {
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    FittingTasks(TaskService tasks, AuthorizationService authorizations) {
        this.tasks = tasks;
        this.authorizations = authorizations;
    }

    /** Whether a task, whoever has it, is for the group of this member, in their organisation. */
    public boolean areFor(StaffMember member, String taskId) {
        return forGroupOf(member).taskId(taskId).count() == 1;
    }

    private TaskQuery forGroupOf(StaffMember member) {
        var group = member.role().groupIn(String.valueOf(member.organisation()));
        var query = tasks.createTaskQuery().taskCandidateGroup(group).includeAssignedTasks();
        return member.organisation() == null
                ? query
                : query.tenantIdIn(member.organisation().value());
    }

    /**
     * Takes away what somebody has taken on and may no longer do, and the rights that taking it on gave them.
     *
     * @param now empty where the account is closed
     */
    void keep(String username, Optional<StaffMember> now) {
        var theirs = tasks.createTaskQuery().taskAssignee(username).list();
        Set<String> kept = now.map(member -> forGroupOf(member).taskAssignee(username).list().stream()
                        .map(Task::getId)
                        .collect(toUnmodifiableSet()))
                .orElse(Set.of());
        theirs.stream().filter(task -> !kept.contains(task.getId())).forEach(task -> {
            task.setAssignee(null);
            tasks.saveTask(task);
        });
        authorizations.createAuthorizationQuery().userIdIn(username).resourceType(Resources.TASK).list().stream()
                .filter(right -> !kept.contains(right.getResourceId()))
                .map(Authorization::getId)
                .forEach(authorizations::deleteAuthorization);
    }
}
