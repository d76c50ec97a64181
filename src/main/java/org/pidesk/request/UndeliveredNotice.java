package org.pidesk.request;

import java.time.Instant;
import java.util.UUID;
import org.pidesk.kernel.Reference;

/**
 * A notice of a case that did not reach the person. It says nothing about who that is.
 *
 * @param what which notice, in words
 * @param delivered how many copies of it did arrive, at other addresses of the person
 * @param way how the person was reached otherwise; null while that is open
 * @param settledBy who said so; null while it is open
 */
public record UndeliveredNotice(
        UUID id,
        Reference reference,
        String what,
        Instant since,
        int delivered,
        WayReached way,
        String settledBy,
        Instant settledAt) {

    public boolean isOpen() {
        return way == null;
    }
}
