package org.pidesk.request.process;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.pidesk.kernel.Reference;
import org.pidesk.request.OpenCaseTasks;
import org.springframework.stereotype.Component;

/** Knows the tasks of cases in the engine. */
@Component
class EngineTasks implements OpenCaseTasks {
    private final TaskService tasks;

    EngineTasks(TaskService tasks) {
        this.tasks = tasks;
    }

    @Override
    public int count(List<Reference> cases) {
        if (cases.isEmpty()) {
            return 0;
        }
        var keys = cases.stream().map(Reference::value).toArray(String[]::new);
        return (int) tasks.createTaskQuery().processInstanceBusinessKeyIn(keys).count();
    }

    @Override
    public Set<String> assignees(Reference reference) {
        return tasks.createTaskQuery().processInstanceBusinessKey(reference.value()).taskAssigned().list().stream()
                .map(Task::getAssignee)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
