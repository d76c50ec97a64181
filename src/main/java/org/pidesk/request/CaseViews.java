package org.pidesk.request;

import java.time.Clock;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.springframework.stereotype.Component;

/** Shows a case to its person. */
@Component
class CaseViews {
    private final Operators operators;
    private final CaseClock clocks;
    private final OtherRequests others;
    private final Clock clock;

    CaseViews(Operators operators, CaseClock clocks, OtherRequests others, Clock clock) {
        this.operators = operators;
        this.clocks = clocks;
        this.others = others;
        this.clock = clock;
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
                request.isUndoable() && !outlastsItsPause(request) ? request.pauseEndsAt() : null,
                request.isUndoable() && outlastsItsPause(request) && others.seemOpen(request),
                request.isUndoable() && request.askedByThePerson(),
                request.refusal(),
                asked,
                asked > 0 ? settled(request.reference()) : 0,
                request.closedAt());
    }

    /** Its pause is over, but what removes something waits for the answers to the person's other requests. */
    private boolean outlastsItsPause(Request request) {
        return request.type().removes()
                && request.pauseEndsAt() != null
                && !request.pauseEndsAt().isAfter(clock.instant());
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
