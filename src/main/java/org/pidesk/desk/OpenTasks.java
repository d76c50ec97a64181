package org.pidesk.desk;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.task.Task;
import org.pidesk.kernel.Reference;
import org.pidesk.staff.Absences;
import org.pidesk.task.AskedTask;
import org.springframework.stereotype.Component;

/** The engine's open tasks, as far as somebody may see them there: this house knows no rights of its own to them. */
@Component
class OpenTasks {
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final CasesOfTasks cases;
    private final IdentityService identity;
    private final Absences absences;

    OpenTasks(
            TaskService tasks,
            RuntimeService runtime,
            CasesOfTasks cases,
            IdentityService identity,
            Absences absences) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.cases = cases;
        this.identity = identity;
        this.absences = absences;
    }

    Optional<OpenTask> find(String id, String reader) {
        signIn(reader);
        try {
            return Optional.ofNullable(tasks.createTaskQuery().taskId(id).singleResult())
                    .flatMap(task -> described(task, mayAnswer(task, reader), reader));
        } finally {
            identity.clearAuthentication();
        }
    }

    /** The case of each of these tasks that the reader may see, by the task's id. */
    Map<String, String> casesOf(List<String> ids, String reader) {
        return cases.of(seen(ids, reader));
    }

    private List<Task> seen(List<String> ids, String reader) {
        signIn(reader);
        try {
            return tasks.createTaskQuery().taskIdIn(ids.toArray(String[]::new)).list();
        } finally {
            identity.clearAuthentication();
        }
    }

    /** Which tasks of a case wait, for whom; the reader's right to the case was looked at before. */
    List<Waiting> of(Reference reference) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(reference.value())
                .orderByTaskCreateTime()
                .asc()
                .list()
                .stream()
                .map(task -> new Waiting(
                        task.getId(),
                        task.getName(),
                        task.getAssignee(),
                        insteadOf(task.getOwner(), task.getAssignee()),
                        task.getCreateTime().toInstant(),
                        task.getDueDate() == null ? null : task.getDueDate().toInstant()))
                .toList();
    }

    /**
     * @param assignee null while nobody has claimed it
     * @param owner whose it is, where somebody stands in for them
     * @param due from when it is late; null where it has no target
     */
    record Waiting(String id, String name, String assignee, String owner, Instant since, Instant due) {}

    /** Without the tenants a tenant's task is invisible. */
    private void signIn(String reader) {
        var groups = identity.createGroupQuery().groupMember(reader).list().stream()
                .map(Group::getId)
                .toList();
        var tenants = identity.createTenantQuery().userMember(reader).includingGroupsOfUser(true).list().stream()
                .map(Tenant::getId)
                .toList();
        identity.setAuthentication(reader, groups, tenants);
    }

    private boolean mayAnswer(Task task, String reader) {
        return task.getAssignee() == null
                ? tasks.createTaskQuery()
                                .taskId(task.getId())
                                .taskCandidateUser(reader)
                                .count()
                        == 1
                : task.getAssignee().equals(reader);
    }

    /** Nothing, where somebody has answered it since it was found. */
    private Optional<OpenTask> described(Task task, boolean answerable, String reader) {
        // to see a task is the right that counts; those to its process instance and variables are not given to staff
        identity.clearAuthentication();
        var process = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        if (process == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OpenTask(
                    task.getId(),
                    task.getName(),
                    new AskedTask(
                            task.getTaskDefinitionKey(),
                            new Reference(process.getBusinessKey()),
                            systemIn(runtime.getVariable(task.getExecutionId(), "system")),
                            insteadOf(task.getOwner(), reader)),
                    task.getAssignee(),
                    answerable));
        } catch (NullValueException answered) {
            return Optional.empty();
        }
    }

    /** The task as the engine is about to complete it. */
    OpenTask completing(DelegateTask task, String by) {
        return new OpenTask(
                task.getId(),
                task.getName(),
                new AskedTask(
                        task.getTaskDefinitionKey(),
                        new Reference(task.getExecution().getProcessBusinessKey()),
                        systemIn(task.getVariable("system")),
                        insteadOf(task.getOwner(), by)),
                task.getAssignee(),
                task.getAssignee() == null || task.getAssignee().equals(by));
    }

    /** Whose task it is, where somebody stands in for them: to give it back and to answer it unclaimed changes nothing. */
    private String insteadOf(String owner, String who) {
        return owner != null && who != null && absences.standsIn(who, owner) ? owner : null;
    }

    private static UUID systemIn(Object variable) {
        return variable == null ? null : UUID.fromString(variable.toString());
    }
}
