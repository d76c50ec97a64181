package org.pidesk.desk;

import java.util.List;
import java.util.Map;
import org.pidesk.request.TaskReadings;
import org.pidesk.task.AskedTask;
import org.pidesk.task.TaskQuestions;
import org.springframework.stereotype.Component;

/** Puts each task's question to the module whose task it is, and notes who read it. */
@Component
class Questions {
    private final List<TaskQuestions> modules;
    private final TaskReadings readings;

    Questions(List<TaskQuestions> modules, TaskReadings readings) {
        this.modules = modules;
        this.readings = readings;
    }

    /** @throws java.util.NoSuchElementException when there is no such task for the reader */
    Map<String, Object> sheet(AskedTask task, String reader) {
        var sheet = of(task).sheet(task, reader);
        readings.note(task.reference(), task.key(), task.system(), reader);
        return sheet;
    }

    TaskQuestions of(AskedTask task) {
        return modules.stream()
                .filter(module -> module.ask(task.key()))
                .findFirst()
                .orElseThrow();
    }
}
