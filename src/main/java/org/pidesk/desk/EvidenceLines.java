package org.pidesk.desk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pidesk.kernel.Reference;
import org.pidesk.request.EvidenceFile;
import org.pidesk.request.EvidenceFiles;
import org.pidesk.request.StaffTasks;
import org.springframework.stereotype.Component;

/** The files of a case as its page shows them: those of an open task stand in its form, and can still go. */
@Component
class EvidenceLines {
    private final EvidenceFiles files;
    private final OpenTasks tasks;
    private final StaffTasks questions;
    private final StaffWords words;

    EvidenceLines(EvidenceFiles files, OpenTasks tasks, StaffTasks questions, StaffWords words) {
        this.files = files;
        this.tasks = tasks;
        this.questions = questions;
        this.words = words;
    }

    /** @param system its name; null where the task asked none */
    record Line(UUID id, String name, String kind, String task, String system, String by, Instant at) {}

    List<Line> of(Reference reference) {
        var open = tasks.of(reference).stream().map(OpenTasks.Waiting::id).collect(Collectors.toSet());
        return files.of(reference).stream()
                .filter(file -> !open.contains(file.taskId()))
                .map(this::line)
                .toList();
    }

    private Line line(EvidenceFile file) {
        return new Line(
                file.id(),
                file.name(),
                file.kind(),
                questions.titleOf(file.task()),
                file.system() == null ? null : words.value(file.system().toString()),
                file.by(),
                file.at());
    }
}
