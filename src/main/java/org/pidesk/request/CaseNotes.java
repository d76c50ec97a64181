package org.pidesk.request;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pidesk.activity.ActivityLog;
import org.pidesk.kernel.Reference;
import org.pidesk.task.AnswerForm;
import org.pidesk.task.InvalidAnswer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Notes of staff on a case. They are about a person, so they lie sealed in the vault and are destroyed with the case's
 * evidence; a comment in the engine would stay.
 */
@Service
@Transactional
public class CaseNotes {
    private static final int MOST = 100;

    private final RequestRepository requests;
    private final CaseFiles files;
    private final ActivityLog activity;
    private final Clock clock;

    CaseNotes(RequestRepository requests, CaseFiles files, ActivityLog activity, Clock clock) {
        this.requests = requests;
        this.files = files;
        this.activity = activity;
        this.clock = clock;
    }

    /** The oldest first; none once the evidence is destroyed. */
    @Transactional(readOnly = true)
    public List<CaseNote> of(Reference reference) {
        return files.read(reference, CaseFiles.NOTES, CaseNote[].class)
                .map(List::of)
                .orElse(List.of());
    }

    /**
     * @throws InvalidAnswer when there is nothing to note, or too much
     * @throws NotNow when the case keeps nothing any more
     */
    public void write(Reference reference, String text, String by) {
        var request = requests.locked(reference);
        var form = new AnswerForm(Map.of("note", text));
        var words = form.text("note", "Write a note of at least ten characters.");
        form.mustBeComplete();
        var until = files.evidenceUntil(reference)
                .orElseThrow(() -> new NotNow("The evidence of this case is destroyed; nothing more is kept of it."));
        var notes = new ArrayList<>(of(reference));
        if (notes.size() == MOST) {
            throw new NotNow("This case has a hundred notes; no more are taken.");
        }
        notes.add(new CaseNote(words, by, clock.instant()));
        files.keep(reference, CaseFiles.NOTES, notes, until);
        activity.record(request.fact("NOTE_WRITTEN").by(by));
    }
}
