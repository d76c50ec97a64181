package org.pidesk.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.organisation.Organisations;
import org.springframework.stereotype.Component;

/** Puts together what the written confirmation of a removal says. */
@Component
class Reports {
    private final CaseFiles files;
    private final Operators operators;
    private final Organisations organisations;
    private final Clock clock;

    Reports(CaseFiles files, Operators operators, Organisations organisations, Clock clock) {
        this.files = files;
        this.operators = operators;
        this.organisations = organisations;
        this.clock = clock;
    }

    Report of(Request request) {
        return new Report(
                !files.of(request.reference()).records().isEmpty(),
                kept(request.reference()),
                systemLines(request),
                evidenceUntil(request));
    }

    /** What stays, in words for the person; written when it was decided. */
    List<String> kept(Reference reference) {
        return files.read(reference, CaseFiles.KEPT, String[].class)
                .map(List::of)
                .orElse(List.of());
    }

    /** How long evidence that is sealed today is kept. */
    LocalDate evidenceUntil(Request request) {
        return LocalDate.now(clock)
                .plusYears(organisations.get(request.organisation()).evidenceYears());
    }

    private List<String> systemLines(Request request) {
        var answers = operators.answers(request.reference());
        return operators.asked(request.reference()).stream()
                .map(system -> system.name() + ": "
                        + answers.stream()
                                .filter(answer -> answer.system().equals(system.id()))
                                .map(answer -> words(answer.outcome()))
                                .findFirst()
                                .orElse("no answer"))
                .toList();
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case DONE -> "your details were de-identified";
            case NOT_FOUND -> "nothing about you was found";
            case KEPT -> "a part must be kept by law";
            default -> "not yet settled";
        };
    }
}
