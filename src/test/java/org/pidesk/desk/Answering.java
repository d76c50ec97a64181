package org.pidesk.desk;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.pidesk.staff.Role;
import org.springframework.stereotype.Component;

/** Answers tasks as staff do: a draft first, then the completion, under the rights of the one who answers. */
@Component
public class Answering {
    private final Drafts drafts;
    private final TaskService tasks;
    private final IdentityService identity;

    Answering(Drafts drafts, TaskService tasks, IdentityService identity) {
        this.drafts = drafts;
        this.tasks = tasks;
        this.identity = identity;
    }

    public void answer(Task task, String user, Role role, Map<String, Object> answer) {
        var organisation = task.getTenantId();
        drafts.save(task.getId(), user, answer, new Drafts.Edition("test", 1));
        identity.setAuthentication(
                user,
                List.of(role.groupIn(organisation)),
                Stream.ofNullable(organisation).toList());
        try {
            tasks.complete(task.getId());
        } finally {
            identity.clearAuthentication();
        }
    }
}
