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

    /** What the person will be written because of an answer; it says of them what the sheet says. */
    List<Map<String, Object>> letters(AskedTask task, Map<String, Object> answer, String reader) {
        var letters = of(task).letters(task, answer, reader);
        readings.note(task.reference(), task.key(), task.system(), reader);
        return letters;
    }

    TaskQuestions of(AskedTask task) {
        return modules.stream()
                .filter(module -> module.ask(task.key()))
                .findFirst()
                .orElseThrow();
    }
}
