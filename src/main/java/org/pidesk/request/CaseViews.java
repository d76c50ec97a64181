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
        var asked = mayHaveAsked(request) ? asked(request.reference()) : 0;
        return new CaseView(
                request.reference(),
                request.organisation(),
                request.type(),
                request.status(),
                request.receivedAt(),
                request.due(),
                clocks.because(request),
                request.extendedBecause().stream().map(ExtensionReason::lawful).toList(),
                clocks.pausedFor(request).orElse(null),
                request.pauseEndsAt() != null,
                request.isUndoable() && !pauseIsOver(request) ? request.pauseEndsAt() : null,
                request.isUndoable() && request.type().removes() && pauseIsOver(request) && others.seemOpen(request),
                request.isCancellable(clock.instant()),
                request.isAbuse(),
                request.refusal(),
                asked,
                asked > 0 ? settled(request.reference()) : 0,
                request.closedAt());
    }

    private boolean pauseIsOver(Request request) {
        return request.hasPausedUntil(clock.instant());
    }

    /**
     * What removes something asks nobody before it cannot be undone any more. Where an address changes, who answered is
     * said at the end only: that nobody was asked yet would tell that the new address is in somebody else's record too.
     */
    private static boolean mayHaveAsked(Request request) {
        return request.type() == RequestType.ALTERATION
                ? request.pauseEndsAt() == null || !request.isOpen()
                : request.begunAt() != null || !request.type().removes();
    }

    private int asked(Reference reference) {
        return operators.asked(reference).size() + operators.leftOut(reference).size();
    }

    private int settled(Reference reference) {
        return (int) operators.answers(reference).stream()
                .filter(answer -> answer.outcome().isSettled())
                .count();
    }
}
