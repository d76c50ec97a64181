package org.pidesk.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.pidesk.kernel.Reference;

/**
 * What somebody may know of the look-ups of their own address.
 *
 * @param open the one that runs; null when none does
 * @param earlier what became of earlier requests of this address, the newest first
 * @param restsUntil until when none is started, because one was an abuse; null when nothing stands in the way
 */
public record LookUp(Open open, List<Earlier> earlier, Instant restsUntil) {

    /** One that runs. @param waits whether it has to wait for its turn */
    public record Open(Reference reference, Instant receivedAt, LocalDate due, boolean waits) {}

    /** One that is over. */
    public record Earlier(Reference reference, RequestType type, Instant receivedAt, Instant closedAt, Ending ending) {}

    /** How an earlier request ended. */
    public enum Ending {
        FOUND,
        NOTHING_FOUND,
        /** Nothing was found, but not every system answered. */
        NOT_ALL_ANSWERED,
        /** What was asked for was done. */
        CARRIED_OUT,
        REFUSED,
        CANCELLED,
        /** We took it for an abuse. */
        ENDED_BY_US
    }
}
