package org.pidesk.request.process;

import java.util.List;
import org.camunda.bpm.engine.TaskService;
import org.pidesk.kernel.Reference;
import org.pidesk.request.OpenCaseTasks;
import org.springframework.stereotype.Component;

/** Counts the tasks of cases in the engine. */
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
}
