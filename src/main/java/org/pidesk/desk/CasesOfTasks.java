package org.pidesk.desk;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** To which case a task of the engine belongs. */
@Component
class CasesOfTasks {
    private final RuntimeService runtime;

    CasesOfTasks(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /** The case of each task by the task's id; a task whose case has ended meanwhile is left out. */
    Map<String, String> of(Collection<Task> tasks) {
        if (tasks.isEmpty()) {
            // the engine takes no empty set
            return Map.of();
        }
        var instances = tasks.stream().map(Task::getProcessInstanceId).collect(toSet());
        var cases = runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                .collect(toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
        return tasks.stream()
                .filter(task -> cases.containsKey(task.getProcessInstanceId()))
                .collect(toMap(Task::getId, task -> cases.get(task.getProcessInstanceId())));
    }
}
