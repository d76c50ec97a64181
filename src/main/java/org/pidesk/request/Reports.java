package org.pidesk.request;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Answer;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.springframework.stereotype.Component;

/** Puts together what a written confirmation says. */
@Component
class Reports {
    private static final String ON_BLACK_LISTS =
            "The addresses that we knew of you stand on black lists, kept apart from each other. We write to them only to"
                    + " answer a request of your own.";

    private static final List<String> STOPPED =
            List.of("Your consent is withdrawn, and our own marketing to you has stopped.", ON_BLACK_LISTS);

    /** Months later none of it may be true any more. */
    private static final List<String> SAID_BEFORE = List.of(
            "What became of our own record is in our earlier answer. This one adds what came since of the systems"
                    + " that were left out of it.");

    private static final List<String> LOOKED_AT_SINCE = List.of(
            "What we kept when you withdrew your consent was looked at again since: what no ground keeps any more was"
                    + " removed. This answer adds what came since of the systems that were left out of the earlier one.");

    private final CaseFiles files;
    private final Restrictions restrictions;
    private final Operators operators;
    private final LeftOutSystems leftOut;

    Reports(CaseFiles files, Restrictions restrictions, Operators operators, LeftOutSystems leftOut) {
        this.files = files;
        this.restrictions = restrictions;
        this.operators = operators;
        this.leftOut = leftOut;
    }

    /** What came of a removal. */
    Report of(Request request) {
        var reference = request.reference();
        var file = files.of(reference);
        var kept = request.isOpen() ? kept(reference) : List.<String>of();
        var answers = operators.answers(reference);
        return new Report(
                request.isOpen() ? ownRecord(file, kept) : SAID_BEFORE,
                kept,
                lines(reference, answers, this::ofRemoval),
                leftOut.lines(reference),
                isUnanswered(answers),
                files.endOfEvidence(request.organisation()));
    }

    private static List<String> ownRecord(CaseFile file, List<String> kept) {
        return file.records().isEmpty() ? nothingHeld(file) : removed(kept);
    }

    /** Read after what stays, which may be an enquiry: that one is neither de-identified nor closed. */
    private static List<String> removed(List<String> kept) {
        return List.of(
                kept.isEmpty()
                        ? "Your record and your enquiries with us were de-identified; open enquiries were closed."
                        : "Everything else in your record was de-identified; open enquiries among it were closed.",
                ON_BLACK_LISTS);
    }

    /** Also where staff had just had the record removed, for a reason of ours: then its other addresses are known. */
    private static List<String> nothingHeld(CaseFile file) {
        return List.of(
                "We hold no record with your address.",
                file.addresses().size() > 1
                        ? ON_BLACK_LISTS
                        : "Your address stands on a black list. We write to it only to answer a request of your own.");
    }

    /** Nothing was removed, and consent is withdrawn all the same. */
    Report ofConsentAlone(Request request) {
        var reference = request.reference();
        var answers = operators.answers(reference);
        var stays = restrictions
                .hold(reference)
                .map(hold -> "Everything that we hold about you, "
                        + RefusalReason.valueOf(hold.ground()).because(hold.until()) + ".");
        return new Report(
                request.isOpen() ? STOPPED : stays.isPresent() ? SAID_BEFORE : LOOKED_AT_SINCE,
                stays.stream().toList(),
                lines(reference, answers, this::ofStopping),
                leftOut.lines(reference),
                isUnanswered(answers),
                files.endOfEvidence(request.organisation()));
    }

    /** What stays, in words for the person; written when it was decided. */
    List<String> kept(Reference reference) {
        return files.read(reference, CaseFiles.KEPT, String[].class)
                .map(List::of)
                .orElse(List.of());
    }

    private static boolean isUnanswered(List<Answer> answers) {
        return answers.stream().anyMatch(answer -> answer.outcome() == Outcome.UNANSWERED);
    }

    private List<String> lines(Reference reference, List<Answer> answers, Function<Answer, String> words) {
        return operators.asked(reference).stream()
                .map(system -> system.name() + ": "
                        + answers.stream()
                                .filter(answer -> answer.system().equals(system.id()))
                                .map(words)
                                .findFirst()
                                .orElse("no answer"))
                .toList();
    }

    private String ofRemoval(Answer answer) {
        return switch (answer.outcome()) {
            case DONE -> "your details were de-identified";
            case NOT_FOUND -> "nothing about you was found";
            case KEPT ->
                keptThere(answer)
                        .map(kept -> "it keeps " + kept.words("something about you"))
                        .orElse("something must be kept by law");
            case UNANSWERED ->
                "we asked, and got no answer; so we cannot say whether it still holds anything about you";
            default -> "not yet settled";
        };
    }

    private String ofStopping(Answer answer) {
        return switch (answer.outcome()) {
            case DONE -> "marketing to you has stopped";
            case NOT_FOUND -> "nothing about you was found";
            case KEPT ->
                keptThere(answer)
                        .map(kept ->
                                "this goes on, without your consent: " + kept.words("something that is no marketing"))
                        .orElse("something goes on, on a ground in law other than your consent");
            case UNANSWERED ->
                "we asked, and got no answer; so we cannot say whether marketing to you has stopped there";
            default -> "not yet settled";
        };
    }

    /** Earlier cases did not keep the ground. */
    private Optional<KeptThere> keptThere(Answer answer) {
        return files.read(answer.reference(), KeptThere.file(answer.system()), KeptThere.class);
    }
}
