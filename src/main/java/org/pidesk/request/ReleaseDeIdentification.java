package org.pidesk.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.activity.ActivityLog;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.pidesk.task.AnswerForm;
import org.pidesk.task.InvalidAnswer;
import org.springframework.stereotype.Component;

/**
 * A second person sees what will go and what stays, and releases it or sends it back: what cannot be undone, and what is
 * refused, takes four eyes. Who decided, and who began the case, is not the second person.
 */
@Component
class ReleaseDeIdentification implements StaffQuestion {
    static final String TASK = "userTask_releaseDeIdentification";
    /** Where the reason of one who sent it back is kept. */
    static final String SENT_BACK = "sent-back";

    private static final String RELEASED = "release";

    private enum Verdict {
        RELEASE,
        SEND_BACK
    }

    private final Preview preview;
    private final TaskProof proof;
    private final StaffMembers staff;
    private final ActivityLog activity;
    private final RemovalLetters letters;
    private final Restrictions restrictions;
    private final Clock clock;

    ReleaseDeIdentification(
            Preview preview,
            TaskProof proof,
            StaffMembers staff,
            RemovalLetters letters,
            Restrictions restrictions,
            ActivityLog activity,
            Clock clock) {
        this.preview = preview;
        this.restrictions = restrictions;
        this.clock = clock;
        this.proof = proof;
        this.staff = staff;
        this.activity = activity;
        this.letters = letters;
    }

    @Override
    public String task() {
        return TASK;
    }

    @Override
    public String title() {
        return "Release de-identification";
    }

    @Override
    public String help() {
        return "Somebody else decided what must stay. See what will go, and release it or send it back with a reason."
                + " Once it begins it cannot be undone.";
    }

    @Override
    public Map<String, Object> sheet(Request request, UUID system) {
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("cause", DecideWhatMustStay.cause(request));
        sheet.put("decision", request.decision());
        sheet.put("ground", request.refusal() == null ? null : words(request.refusal()));
        sheet.put("decidedBy", name(decider(request)));
        sheet.put("reason", proof.wordsOf(request, DecideWhatMustStay.DECISION));
        sheet.put("startedBy", request.askedByThePerson() ? null : name(request.startedBy()));
        sheet.putAll(preview.of(request));
        return sheet;
    }

    private static String words(RefusalReason ground) {
        return ground.words() + " (" + ground.law() + ")";
    }

    private String name(String user) {
        return staff.find(user).map(StaffMember::name).orElse(user);
    }

    private String decider(Request request) {
        return proof.authorOf(request, DecideWhatMustStay.DECISION).orElseThrow();
    }

    @Override
    public void check(Request request, UUID system, AnswerForm answer) {
        if (verdict(answer) == Verdict.RELEASE && restrictions.aDayHasCome(request.reference(), LocalDate.now(clock))) {
            answer.complain("verdict", "A day until which something must stay has come meanwhile. Send it back.");
        }
        answer.text("reason", "Say in a sentence what you looked at, or what should be decided otherwise.");
    }

    private static Verdict verdict(AnswerForm answer) {
        return answer.choice("verdict", Verdict.class, "Release it, or send it back.");
    }

    @Override
    public boolean endsThePause(AnswerForm answer) {
        return verdict(answer) == Verdict.RELEASE;
    }

    @Override
    public void writeNext(Request request, UUID system) {
        letters.write(request);
    }

    @Override
    public void record(Request request, UUID system, AnswerForm answer, String by) {
        mustBeSecondPerson(request, by);
        var released = verdict(answer) == Verdict.RELEASE;
        if (released) {
            request.release();
        } else {
            request.sendBack();
        }
        proof.keep(
                request,
                released ? RELEASED : SENT_BACK,
                answer.text("reason", ""),
                released ? "DE_IDENTIFICATION_RELEASED" : "DECISION_SENT_BACK",
                by,
                Map.of());
    }

    /** Who decided, in whose place they did, and who began the case. */
    @Override
    public Set<String> firstHands(Request request) {
        return Stream.concat(
                        Stream.of(Optional.of(decider(request)), Optional.ofNullable(request.startedBy()))
                                .flatMap(Optional::stream),
                        insteadOf(request))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Stream<String> insteadOf(Request request) {
        return activity.of(request.reference()).stream()
                .map(entry -> entry.fact().detail())
                .filter(detail -> DecideWhatMustStay.TASK.equals(detail.get("task")))
                .flatMap(detail -> Stream.ofNullable(detail.get("insteadOf")));
    }

    private void mustBeSecondPerson(Request request, String by) {
        if (firstHands(request).contains(by)) {
            throw new InvalidAnswer(Map.of(
                    "verdict", "You decided or began this yourself. Somebody else has to release it or send it back."));
        }
    }
}
