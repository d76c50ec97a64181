package org.pidesk.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Answer;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.operator.ProcessingSystem;
import org.pidesk.sla.Deadlines;
import org.springframework.stereotype.Component;

/** What a look-up found, and says of it to the person. */
@Component
class Findings {
    private static final String NOT_ASKED =
            "we could not ask it, because our work with it was suspended; so we cannot say whether it holds anything";

    private final Operators operators;
    private final CaseFiles files;

    Findings(Operators operators, CaseFiles files) {
        this.operators = operators;
        this.files = files;
    }

    void keep(Request request, UUID system, Finding finding) {
        files.keepAsEvidence(request, name(system), finding);
    }

    private static String name(UUID system) {
        return "finding:" + system;
    }

    boolean anything(Reference reference) {
        return operators.answers(reference).stream().anyMatch(answer -> answer.outcome() == Outcome.FOUND);
    }

    /** Whether no system was given up that had not answered, and none was left out. */
    boolean allAnswered(Reference reference) {
        return operators.leftOut(reference).isEmpty()
                && operators.answers(reference).stream().noneMatch(answer -> answer.outcome() == Outcome.UNANSWERED);
    }

    /** The systems in which the person was found. */
    List<ProcessingSystem> places(Reference reference) {
        return operators.asked(reference).stream()
                .filter(system -> outcomeOf(reference, system) == Outcome.FOUND)
                .toList();
    }

    /** What is held where. */
    List<String> found(Reference reference) {
        return places(reference).stream()
                .map(system -> system.name() + ": " + words(reference, system))
                .toList();
    }

    private String words(Reference reference, ProcessingSystem system) {
        return files.read(reference, name(system.id()), Finding.class)
                .map(finding -> sentence(finding.holds()) + " Since when and where from: " + sentence(finding.origin()))
                .orElse("something about you is held there.");
    }

    private static String sentence(String words) {
        return words.matches(".*[.!?]") ? words : words + ".";
    }

    /** Where it was looked, when, and with what result. Who did not answer, or was not asked, is never said to hold nothing. */
    List<String> searched(Request request) {
        var lines = new ArrayList<String>();
        lines.add("our own records: looked in on " + day(request.receivedAt()) + ", nothing was found");
        for (var system : operators.asked(request.reference())) {
            lines.add(system.name() + ": " + result(answerOf(request.reference(), system)));
        }
        for (var left : operators.leftOut(request.reference())) {
            lines.add(left.system().name() + ": " + NOT_ASKED);
        }
        return lines;
    }

    private static String result(Optional<Answer> answer) {
        return answer.filter(given -> given.outcome() != Outcome.UNANSWERED)
                .map(given -> "looked in on " + day(given.answeredAt())
                        + (given.outcome() == Outcome.FOUND ? ", something was found" : ", nothing was found"))
                .orElse("we asked, and got no answer; so we cannot say whether it holds anything");
    }

    /** Who has or had access (section 23(1)(b)). */
    List<String> parties(Reference reference) {
        return places(reference).stream()
                .map(system -> system.name()
                        + (system.kind() == ProcessingSystem.Kind.DMS
                                ? ", the system in which we manage our own business"
                                : ", an operator that works for us"))
                .toList();
    }

    private Outcome outcomeOf(Reference reference, ProcessingSystem system) {
        return answerOf(reference, system).map(Answer::outcome).orElse(null);
    }

    private Optional<Answer> answerOf(Reference reference, ProcessingSystem system) {
        return operators.answer(reference, system.id());
    }

    private static String day(Instant at) {
        return PersonalNotices.day(Deadlines.dayOf(at));
    }
}
