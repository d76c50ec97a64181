package org.pidesk.request;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.organisation.Organisations;
import org.pidesk.sla.Deadlines;
import org.pidesk.task.AnswerForm;
import org.pidesk.task.InvalidAnswer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Internal reviews: somebody who had no hand in a closed case looks at it again, once, and answers in writing within
 * thirty days. The way to the Regulator stays open beside it.
 */
@Service
@Transactional
public class Reviews {
    /** The person, where a door names who asked. */
    public static final String PERSON = Fact.PERSON;

    private static final String ANSWER_ASKED =
            "Say in at least ten characters what the person should be told; they read it.";
    /** Whoever did only this in a case has decided nothing in it. */
    private static final Set<String> NO_HAND = Set.of(
            "NOTE_WRITTEN",
            "ADDRESSES_READ",
            "CHANGE_READ",
            "TASK_READ",
            "EVIDENCE_FILE_OPENED",
            "PERSON_REACHED",
            "PERSON_NOT_REACHED",
            "REVIEW_ASKED",
            "COMPLAINT_NOTED",
            "CASE_PAUSED",
            "CASE_RESUMED",
            "TIME_EXTENDED",
            "SILENT_SYSTEM_CHASED",
            "SILENT_SYSTEMS_CHASED");

    /** What is decided: that our answer stands, or that it is done again. */
    public enum Decision {
        UPHOLD,
        REOPEN
    }

    private final RequestRepository requests;
    private final ReviewTable table;
    private final Reopening reopening;
    private final Reachable reachable;
    private final CaseFiles files;
    private final PersonalNotices notices;
    private final Organisations organisations;
    private final Deadlines deadlines;
    private final ActivityLog activity;
    private final Clock clock;

    Reviews(
            RequestRepository requests,
            ReviewTable table,
            Reopening reopening,
            Reachable reachable,
            CaseFiles files,
            PersonalNotices notices,
            Organisations organisations,
            Deadlines deadlines,
            ActivityLog activity,
            Clock clock) {
        this.requests = requests;
        this.table = table;
        this.reopening = reopening;
        this.reachable = reachable;
        this.files = files;
        this.notices = notices;
        this.organisations = organisations;
        this.deadlines = deadlines;
        this.activity = activity;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Review> of(Reference reference) {
        return table.find(reference);
    }

    /** What an organisation has to decide, what is due first comes first. @param from how many to leave out */
    @Transactional(readOnly = true)
    public List<Review> open(OrganisationId organisation, int from, int atMost) {
        return table.open(organisation, from, atMost);
    }

    /** The earlier case that was reopened as this one. */
    @Transactional(readOnly = true)
    public Optional<Reference> earlier(Reference reference) {
        return table.earlier(reference);
    }

    /** Closed, never reviewed, and we still know to whom we would answer. */
    @Transactional(readOnly = true)
    public boolean mayBeAsked(Reference reference) {
        return requests.findById(reference.value())
                .filter(request -> !request.isOpen())
                .filter(request -> table.find(reference).isEmpty())
                .flatMap(reachable::evidenceOf)
                .map(Evidence::address)
                .isPresent();
    }

    /**
     * @param by {@link Fact#PERSON}, or who enters it for them
     * @throws InvalidAnswer when no reason is given
     * @throws NotNow when there is nothing to review, or no more
     */
    public void ask(Reference reference, String reason, String by) {
        var request = requests.locked(reference);
        var form = new AnswerForm(Map.of("reason", reason));
        var words = form.text("reason", "Say in at least ten characters what should be looked at again.");
        form.mustBeComplete();
        must(mayBeAsked(reference), "This case cannot be reviewed: it is open, was reviewed already, or is long over.");
        var evidence = reachable.evidenceOf(request).orElseThrow();
        var today = Deadlines.dayOf(clock.instant());
        var due = deadlines.answerTo(today).date();
        table.ask(reference, by, due, clock.instant());
        files.keepAsEvidence(
                request,
                ReviewTable.ASKED,
                new ReviewFile(words, evidence.address(), evidence.provenAt(), evidence.also()));
        activity.record(request.fact("REVIEW_ASKED").by(by).with("due", due));
        organisations
                .get(request.organisation())
                .keyContacts()
                .forEach(contact -> notices.reviewAsked(request, contact.email(), due));
    }

    /** Whether this member of staff had no hand in the case, nor anybody in their place. */
    @Transactional(readOnly = true)
    public boolean mayDecide(Reference reference, String by) {
        return activity.of(reference).stream()
                .map(entry -> entry.fact())
                .noneMatch(fact -> fact.actor().equals(by) && !NO_HAND.contains(fact.kind())
                        || by.equals(fact.detail().get("insteadOf")));
    }

    /**
     * Decides, and tells the person in the same transaction.
     *
     * @param answer {@code decision} and {@code words}, which the person reads
     * @throws InvalidAnswer when it is not complete
     * @throws NotNow when it is decided, or somebody else must
     */
    public void decide(Reference reference, Map<String, String> answer, String by) {
        var request = requests.locked(reference);
        var form = new AnswerForm(Map.copyOf(answer));
        var decision = form.choice("decision", Decision.class, "Say whether our answer stands.");
        var words = form.text("words", ANSWER_ASKED);
        form.mustBeComplete();
        must(table.find(reference).filter(Review::isOpen).isPresent(), "Nothing is to be decided here, or no more.");
        must(mayDecide(reference, by), "You had a hand in this case. Somebody else has to look at it again.");
        var file = files.read(reference, ReviewTable.ASKED, ReviewFile.class)
                .orElseThrow(() -> new NotNow("What was asked is destroyed; nobody can be answered any more."));
        var newCase = decision == Decision.REOPEN ? reopening.of(request, file, by) : Optional.<Reference>empty();
        var outcome = decision == Decision.UPHOLD
                ? Review.Outcome.UPHELD
                : newCase.isPresent() ? Review.Outcome.REOPENED : Review.Outcome.ASK_AGAIN;
        table.decide(reference, outcome, newCase, by, clock.instant());
        files.keepAsEvidence(request, ReviewTable.ANSWER, words);
        activity.record(request.fact("REVIEW_DECIDED").by(by).with("outcome", outcome));
        var decided = table.find(reference).orElseThrow();
        file.askers().forEach(asker -> notices.reviewDecided(request, Address.parse(asker.address()), decided));
    }

    private static void must(boolean so, String otherwise) {
        if (!so) {
            throw new NotNow(otherwise);
        }
    }
}
