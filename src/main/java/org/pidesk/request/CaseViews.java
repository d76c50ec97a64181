package org.pidesk.request;

import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.springframework.stereotype.Component;

/** Shows a case to its person. */
@Component
class CaseViews {
    private final Operators operators;
    private final CaseClock clocks;

    CaseViews(Operators operators, CaseClock clocks) {
        this.operators = operators;
        this.clocks = clocks;
    }

    CaseView of(Request request) {
        var asked = mayHaveAsked(request) ? operators.asked(request.reference()).size() : 0;
        return new CaseView(
                request.reference(),
                request.organisation(),
                request.type(),
                request.status(),
                request.receivedAt(),
                request.due(),
                clocks.because(request),
                clocks.pausedFor(request).orElse(null),
                request.pauseEndsAt() != null,
                request.isUndoable() ? request.pauseEndsAt() : null,
                request.isUndoable() && request.askedByThePerson(),
                request.refusal(),
                asked,
                asked > 0 ? settled(request.reference()) : 0,
                request.closedAt());
    }

    /** What removes something asks nobody before it cannot be undone any more. */
    private static boolean mayHaveAsked(Request request) {
        return request.begunAt() != null || !request.type().removes();
    }

    private int settled(Reference reference) {
        return (int) operators.answers(reference).stream()
                .filter(answer -> answer.outcome().isSettled())
                .count();
    }
}
