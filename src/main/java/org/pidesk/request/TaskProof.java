package org.pidesk.request;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.pidesk.activity.ActivityLog;
import org.springframework.stereotype.Component;

/** Keeps what staff wrote when they answered, sealed, and that they answered, in the open. */
@Component
class TaskProof {
    private final CaseFiles files;
    private final ActivityLog activity;
    private final Clock clock;

    TaskProof(CaseFiles files, ActivityLog activity, Clock clock) {
        this.files = files;
        this.activity = activity;
        this.clock = clock;
    }

    /**
     * @param name what was answered: its place in the vault
     * @param words what staff wrote
     * @param detail codes for the activity log
     */
    void keep(Request request, String name, String words, String kind, String by, Map<String, ?> detail) {
        files.keepAsEvidence(
                request,
                CaseFiles.EVIDENCE + ":" + name,
                Map.of("words", words, "by", by, "at", clock.instant().toString()));
        activity.record(request.fact(kind).by(by).with(detail));
    }

    /** Who of the staff wrote it; empty when nothing is kept. */
    Optional<String> authorOf(Request request, String name) {
        return files.read(request.reference(), CaseFiles.EVIDENCE + ":" + name, Map.class)
                .map(kept -> String.valueOf(kept.get("by")));
    }

    /** What staff wrote; empty text when nothing is kept. */
    String wordsOf(Request request, String name) {
        return files.read(request.reference(), CaseFiles.EVIDENCE + ":" + name, Map.class)
                .map(kept -> String.valueOf(kept.get("words")))
                .orElse("");
    }
}
