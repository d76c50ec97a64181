package org.pidesk.request;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Reference;
import org.pidesk.task.AskedTask;
import org.pidesk.vault.Paper;
import org.pidesk.vault.Papers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Files that staff put beside an answer because they show it. Each lies sealed in the vault under a key of its own, and so
 * does the list of them, for a name of a file may be the person's; all are destroyed with the case's evidence. The engine
 * knows nothing of them.
 */
@Service
@Transactional
public class EvidenceFiles {
    /** How many lie beside one answer. */
    public static final int MOST_OF_A_TASK = 10;

    private static final int MOST_OF_A_CASE = 100;
    private static final int MOST_WITHIN_AN_HOUR = 60;
    private static final String ADDED = "EVIDENCE_FILE_ADDED";

    private final RequestRepository requests;
    private final CaseFiles files;
    private final Papers papers;
    private final ActivityLog activity;
    private final Clock clock;

    EvidenceFiles(RequestRepository requests, CaseFiles files, Papers papers, ActivityLog activity, Clock clock) {
        this.requests = requests;
        this.files = files;
        this.papers = papers;
        this.activity = activity;
        this.clock = clock;
    }

    /** The oldest first; none once the evidence is destroyed. */
    @Transactional(readOnly = true)
    public List<EvidenceFile> of(Reference reference) {
        return files.read(reference, CaseFiles.EVIDENCE_FILES, EvidenceFile[].class)
                .map(List::of)
                .orElse(List.of());
    }

    /** Those beside the answer of one task. */
    @Transactional(readOnly = true)
    public List<EvidenceFile> of(Reference reference, String taskId) {
        return of(reference).stream()
                .filter(file -> file.taskId().equals(taskId))
                .toList();
    }

    /**
     * Whoever answers a task of the case waits until the caller's transaction is over, and the other way round: so that a
     * task found open after this stays open.
     */
    public void hold(Reference reference) {
        requests.locked(reference);
    }

    /**
     * @param name as the file was called
     * @throws NotNow when there are enough, or the case keeps nothing any more
     */
    public void add(AskedTask task, String taskId, String name, Paper paper, String by) {
        var request = requests.locked(task.reference());
        var all = new ArrayList<>(of(request.reference()));
        mustHaveRoom(request, all, taskId);
        var until = files.evidenceUntil(request.reference())
                .orElseThrow(() -> new NotNow("The evidence of this case is destroyed; nothing more is kept of it."));
        var file = new EvidenceFile(
                UUID.randomUUID(),
                taskId,
                task.key(),
                task.system(),
                EvidenceFile.named(name),
                paper.ending(),
                paper.document().length,
                by,
                clock.instant());
        papers.seal(request.reference(), place(file), paper, until);
        all.add(file);
        files.keep(request.reference(), CaseFiles.EVIDENCE_FILES, all, until);
        note(request, ADDED, file, by);
    }

    private void mustHaveRoom(Request request, List<EvidenceFile> all, String taskId) {
        if (all.stream().filter(file -> file.taskId().equals(taskId)).count() >= MOST_OF_A_TASK) {
            throw new NotNow("This task has ten files; no more are taken. Remove one first.");
        }
        if (all.size() >= MOST_OF_A_CASE) {
            throw new NotNow("This case has a hundred files; no more are taken.");
        }
        var anHourAgo = clock.instant().minus(Duration.ofHours(1));
        if (activity.of(request.reference()).stream()
                        .filter(entry -> entry.fact().kind().equals(ADDED))
                        .filter(entry -> entry.at().isAfter(anHourAgo))
                        .count()
                >= MOST_WITHIN_AN_HOUR) {
            throw new NotNow("Very many files were added to this case within an hour. Please go on in an hour.");
        }
    }

    /** Destroys one beside the answer of an open task; who removes what is gone already has what they want. */
    public void remove(AskedTask task, String taskId, UUID id, String by) {
        var request = requests.locked(task.reference());
        var all = new ArrayList<>(of(request.reference()));
        var gone = all.stream()
                .filter(file -> file.id().equals(id) && file.taskId().equals(taskId))
                .findFirst();
        gone.ifPresent(file -> {
            all.remove(file);
            files.evidenceUntil(request.reference())
                    .ifPresentOrElse(
                            until -> files.keep(request.reference(), CaseFiles.EVIDENCE_FILES, all, until),
                            () -> files.destroy(request.reference(), CaseFiles.EVIDENCE_FILES));
            papers.destroy(request.reference(), place(file));
            note(request, "EVIDENCE_FILE_REMOVED", file, by);
        });
    }

    /** What is read, is noted. @throws NoSuchElementException when there is none, or no more */
    public Paper open(Reference reference, UUID id, String by) {
        var file = of(reference).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        var paper = papers.open(reference, place(file)).orElseThrow();
        note(requests.get(reference), "EVIDENCE_FILE_OPENED", file, by);
        return paper;
    }

    /** The person is de-identified. */
    void destroy(Reference reference) {
        of(reference).forEach(file -> papers.destroy(reference, place(file)));
        files.destroy(reference, CaseFiles.EVIDENCE_FILES);
    }

    private void note(Request request, String kind, EvidenceFile file, String by) {
        Fact fact = request.fact(kind).by(by).with("task", file.task());
        activity.record(Optional.ofNullable(file.system())
                .map(system -> fact.with("system", system))
                .orElse(fact));
    }

    private static String place(EvidenceFile file) {
        return "evidence-file:" + file.id();
    }
}
