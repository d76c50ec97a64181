package org.pidesk.request;

import java.time.Clock;
import java.util.Map;
import org.pidesk.kernel.Reference;
import org.pidesk.task.AnswerForm;
import org.pidesk.task.InvalidAnswer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends look-ups that are no person asking for their own information (manifestly frivolous or vexatious, as section 45 of
 * PAIA says of requests to public bodies; it has no such ground for private ones). The person is told why and can have it
 * reviewed; no other right is touched.
 */
@Service
@Transactional
public class LookUpAbuse {
    static final String BECAUSE = "abuse";

    private final RequestRepository requests;
    private final CaseFiles files;
    private final TaskProof proof;
    private final LookUpPauses pauses;
    private final LookUpSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LookUpAbuse(
            RequestRepository requests,
            CaseFiles files,
            TaskProof proof,
            LookUpPauses pauses,
            LookUpSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.files = files;
        this.proof = proof;
        this.pauses = pauses;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /** Whether this case can be ended so. */
    @Transactional(readOnly = true)
    public boolean canBe(Reference reference) {
        return requests.findById(reference.value()).filter(LookUpAbuse::canBe).isPresent();
    }

    private static boolean canBe(Request request) {
        return request.type() == RequestType.LOOK_UP && request.isUndoable();
    }

    /** For how many days the address starts no look-up afterwards. */
    public int daysOfPause() {
        return settings.daysAfterAbuse();
    }

    /** Why it was ended so; empty when it was not. */
    @Transactional(readOnly = true)
    public String because(Reference reference) {
        return requests.findById(reference.value())
                .filter(Request::isAbuse)
                .map(request -> proof.wordsOf(request, BECAUSE))
                .orElse("");
    }

    /**
     * @param because what the person reads as our reason
     * @throws InvalidAnswer when there is no reason
     * @throws NotNow when it is no look-up, or its answer is on its way
     */
    public void end(Reference reference, String because, String by) {
        var request = requests.locked(reference);
        var form = new AnswerForm(Map.of("because", because));
        var words = form.text("because", "Say in at least ten characters why; the person reads it.");
        form.mustBeComplete();
        if (!canBe(request)) {
            throw new NotNow("Only an open look-up can be ended so, before its answer is on its way.");
        }
        request.endAsAbuse(clock.instant());
        pauses.begin(request.organisation(), files.of(reference).provenAddress());
        proof.keep(request, BECAUSE, words, "LOOK_UP_ENDED_AS_ABUSE", by, Map.of("days", settings.daysAfterAbuse()));
        events.publishEvent(new RequestCancelled(reference));
    }
}
