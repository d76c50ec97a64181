package org.pidesk.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.pidesk.request.CaseView;
import org.pidesk.request.RefusalReason;
import org.pidesk.request.RequestStatus;
import org.pidesk.request.RequestType;

/**
 * A case as the status page says it.
 *
 * @param because why we answer by that day, line by line
 * @param extendedBecause why it takes longer, one reason a line; empty where it does not
 * @param waitsFor what we wait for from the person, in words; null when for nothing
 * @param step which of its steps it is at, from 1
 * @param undoUntil null where that is not known, or over
 * @param waitsForOthers whether only the answer to another request of the person keeps it from going on
 * @param abuse whether we ended it, because we took it for an abuse
 * @param closedAt null while it is open
 */
record CasePage(
        String reference,
        RequestType type,
        RequestStatus status,
        String receivedAt,
        String due,
        List<String> because,
        List<String> extendedBecause,
        String waitsFor,
        String undoUntil,
        boolean waitsForOthers,
        String closedAt,
        boolean cancellable,
        boolean abuse,
        RefusalReason refusal,
        int systemsAsked,
        int systemsAnswered,
        int step,
        List<Step> steps) {

    /** What happens in a case, one after the other. */
    private enum What {
        RECEIVED,
        CHECK,
        UNDO,
        REMOVAL,
        STOP,
        ASK,
        CHANGE,
        ANSWER
    }

    /** One of them; {@code state} is done, current or ahead. A case that was cut short shows no further ones. */
    record Step(int number, String what, String state) {}

    static CasePage of(CaseView it, Dates dates) {
        var way = wayOf(it);
        var step = way.indexOf(at(it, way)) + 1;
        return new CasePage(
                it.reference().value(),
                it.type(),
                it.status(),
                dates.moment(it.receivedAt()),
                dates.dayAndDistance(it.due()),
                it.because(),
                it.extendedBecause(),
                it.waitsFor() == null ? null : it.waitsFor().words(),
                it.undoUntil() == null ? null : dates.momentAndDistance(it.undoUntil()),
                it.waitsForOthers(),
                it.closedAt() == null ? null : dates.moment(it.closedAt()),
                it.cancellable(),
                it.abuse(),
                it.refusal(),
                it.systemsAsked(),
                it.systemsAnswered(),
                step,
                IntStream.rangeClosed(1, isCutShort(it.status()) ? step : way.size())
                        .mapToObj(number ->
                                new Step(number, way.get(number - 1).name(), stateOf(it.status(), number, step)))
                        .toList());
    }

    public boolean isOpen() {
        return status == RequestStatus.RECEIVED || status == RequestStatus.IN_PROGRESS;
    }

    /** A correction waits only where an address changes. */
    private static List<What> wayOf(CaseView it) {
        return switch (it.type()) {
            case WITHDRAWAL, DE_IDENTIFICATION ->
                onlyStops(it)
                        ? List.of(What.RECEIVED, What.CHECK, What.STOP, What.ANSWER)
                        : List.of(What.RECEIVED, What.CHECK, What.UNDO, What.REMOVAL, What.ANSWER);
            case LOOK_UP -> List.of(What.RECEIVED, What.ASK, What.ANSWER);
            case ALTERATION -> {
                var way = new ArrayList<>(List.of(What.RECEIVED, What.CHANGE, What.ANSWER));
                if (it.pauses()) {
                    way.add(1, What.UNDO);
                }
                yield way;
            }
        };
    }

    /** Consent is withdrawn, and everything stays on another ground: nobody may be told so before it is released. */
    private static boolean onlyStops(CaseView it) {
        return it.type() == RequestType.WITHDRAWAL
                && it.refusal() != null
                && (it.status() == RequestStatus.IN_PROGRESS || it.status() == RequestStatus.REFUSED);
    }

    private static What at(CaseView it, List<What> way) {
        return switch (it.status()) {
            case FULFILLED -> What.ANSWER;
            // a removal is refused by the check; everything else by its answer
            case REFUSED -> way.contains(What.REMOVAL) ? What.CHECK : What.ANSWER;
            // Where it was when it was cancelled is known no more; that it was received is certain.
            case CANCELLED -> What.RECEIVED;
            case RECEIVED, IN_PROGRESS -> openAt(it, way);
        };
    }

    private static What openAt(CaseView it, List<What> way) {
        if (it.cancellable() && it.pauses() && way.contains(What.UNDO)) {
            return What.UNDO;
        }
        if (it.cancellable() && way.contains(What.CHECK)) {
            return What.CHECK;
        }
        return it.systemsAsked() > 0 && it.systemsAnswered() == it.systemsAsked()
                ? What.ANSWER
                : way.get(way.size() - 2);
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
