package org.pidesk.portal;

import java.util.List;
import org.pidesk.request.LookUp;
import org.pidesk.request.RequestType;

/**
 * What the page says of look-ups where nothing is held.
 *
 * @param open null when none runs
 * @param restsUntil until when none is started; null when nothing stands in the way
 * @param mayAsk whether the person may have it searched again
 */
record LookUpPage(Open open, List<Earlier> earlier, String restsUntil, boolean mayAsk) {

    record Open(String reference, String receivedAt, String due, boolean waits) {}

    record Earlier(String reference, RequestType type, String receivedAt, String closedAt, LookUp.Ending ending) {}

    /** The request by which the person was removed, if that was the last one; null otherwise. */
    public String removed() {
        return earlier.stream()
                .limit(1)
                .filter(one -> one.type().removes() && one.ending() == LookUp.Ending.CARRIED_OUT)
                .map(Earlier::reference)
                .findFirst()
                .orElse(null);
    }

    /** @param another whether another request of the person is open */
    static LookUpPage of(LookUp it, boolean another, Dates dates) {
        return new LookUpPage(
                it.open() == null
                        ? null
                        : new Open(
                                it.open().reference().value(),
                                dates.moment(it.open().receivedAt()),
                                dates.dayAndDistance(it.open().due()),
                                it.open().waits()),
                it.earlier().stream()
                        .map(one -> new Earlier(
                                one.reference().value(),
                                one.type(),
                                dates.moment(one.receivedAt()),
                                one.closedAt() == null ? "" : dates.moment(one.closedAt()),
                                one.ending()))
                        .toList(),
                it.restsUntil() == null ? null : dates.moment(it.restsUntil()),
                it.open() == null && !another && it.restsUntil() == null);
    }
}
