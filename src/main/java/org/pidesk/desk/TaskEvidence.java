package org.pidesk.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.pidesk.request.EvidenceFile;
import org.pidesk.request.EvidenceFiles;
import org.pidesk.vault.Paper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The files beside the answer of an open task, as whoever may answer it now puts and removes them. */
@Component
class TaskEvidence {
    private final OpenTasks tasks;
    private final Questions questions;
    private final EvidenceFiles files;
    private final StaffWords words;
    private final TransactionTemplate transactions;

    TaskEvidence(
            OpenTasks tasks,
            Questions questions,
            EvidenceFiles files,
            StaffWords words,
            TransactionTemplate transactions) {
        this.tasks = tasks;
        this.questions = questions;
        this.files = files;
        this.words = words;
        this.transactions = transactions;
    }

    /** What lies beside a task's answer; null where nothing can. */
    List<Map<String, Object>> of(OpenTask task) {
        return questions.of(task.asked()).takesFiles(task.asked())
                ? files.of(task.asked().reference(), task.id()).stream()
                        .map(this::line)
                        .toList()
                : null;
    }

    /** @throws java.util.NoSuchElementException when the author cannot answer it */
    OpenTask mustBeOpen(String taskId, String author) {
        return tasks.find(taskId, author)
                .filter(OpenTask::answerable)
                .filter(task -> questions.of(task.asked()).takesFiles(task.asked()))
                .orElseThrow();
    }

    /** It is read before anybody has to wait for it. */
    List<Map<String, Object>> add(String taskId, String name, byte[] document, String author) {
        var paper = Paper.of(document);
        return change(taskId, author, task -> files.add(task.asked(), taskId, name, paper, author));
    }

    List<Map<String, Object>> remove(String taskId, UUID id, String author) {
        return change(taskId, author, task -> files.remove(task.asked(), taskId, id, author));
    }

    /** The task is looked at once more when nobody else can answer it. */
    private List<Map<String, Object>> change(String taskId, String author, Consumer<OpenTask> change) {
        var reference = mustBeOpen(taskId, author).asked().reference();
        return transactions.execute(status -> {
            files.hold(reference);
            var task = mustBeOpen(taskId, author);
            change.accept(task);
            return of(task);
        });
    }

    private Map<String, Object> line(EvidenceFile file) {
        var line = new LinkedHashMap<String, Object>();
        line.put("id", file.id());
        line.put("name", file.name());
        line.put("kind", file.kind());
        line.put("by", words.who(file.by()));
        line.put("at", words.moment(file.at()));
        return line;
    }
}
