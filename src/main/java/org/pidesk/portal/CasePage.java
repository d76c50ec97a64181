package org.pidesk.portal;

import java.util.List;
import java.util.stream.IntStream;
import org.pidesk.request.CaseView;
import org.pidesk.request.RefusalReason;
import org.pidesk.request.RequestStatus;

/**
 * A case as the status page says it.
 *
 * @param step which of the five steps it is at, from 1
 * @param undoUntil null where that is not known, or over
 * @param closedAt null while it is open
 */
record CasePage(
        String reference,
        RequestStatus status,
        String receivedAt,
        String due,
        String undoUntil,
        String closedAt,
        boolean cancellable,
        RefusalReason refusal,
        int systemsAsked,
        int systemsAnswered,
        int step,
        List<Step> steps) {
    private static final int STEPS = 5;

    /** One of the five; {@code state} is done, current or ahead. A case that was cut short shows no further ones. */
    record Step(int number, String state) {}

    static CasePage of(CaseView it, Dates dates) {
        var step = stepOf(it);
        return new CasePage(
                it.reference().value(),
                it.status(),
                dates.moment(it.receivedAt()),
                dates.dayAndDistance(it.due()),
                it.undoUntil() == null ? null : dates.momentAndDistance(it.undoUntil()),
                it.closedAt() == null ? null : dates.moment(it.closedAt()),
                it.cancellable(),
                it.refusal(),
                it.systemsAsked(),
                it.systemsAnswered(),
                step,
                IntStream.rangeClosed(1, isCutShort(it.status()) ? step : STEPS)
                        .mapToObj(number -> new Step(number, stateOf(it.status(), number, step)))
                        .toList());
    }

    /** Received, checked what must stay, pause, removal here and elsewhere, written answer. */
    private static int stepOf(CaseView it) {
        return switch (it.status()) {
            case FULFILLED -> STEPS;
            case REFUSED -> 2;
            // Where it was when it was cancelled is known no more; that it was received is certain.
            case CANCELLED -> 1;
            case RECEIVED, IN_PROGRESS -> openStepOf(it);
        };
    }

    private static int openStepOf(CaseView it) {
        if (it.cancellable()) {
            return it.undoUntil() == null ? 2 : 3;
        }
        return it.systemsAsked() > 0 && it.systemsAnswered() == it.systemsAsked() ? STEPS : 4;
    }

    private static boolean isCutShort(RequestStatus status) {
        return status == RequestStatus.REFUSED || status == RequestStatus.CANCELLED;
    }

    private static String stateOf(RequestStatus status, int number, int step) {
        return switch (status) {
            case FULFILLED, REFUSED, CANCELLED -> "done";
            case RECEIVED, IN_PROGRESS -> number < step ? "done" : number == step ? "current" : "ahead";
        };
    }
}
