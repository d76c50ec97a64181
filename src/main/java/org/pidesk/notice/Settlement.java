package org.pidesk.notice;

import java.util.UUID;

/**
 * What became of a message to one of many.
 *
 * @param code why it was not sent: the server's number or a word of ours; null where it was
 */
public record Settlement(UUID id, Outcome outcome, String code) {
    /** The code of what is to be tried again and was not tried: the line went down before its turn came. */
    public static final String NOT_TRIED = "NOT_TRIED";

    public enum Outcome {
        /** The carrier took it over. */
        SENT,
        /** It never will be taken. */
        REFUSED_FOR_GOOD,
        /** A black list stops it, or it is known to be dead. Nothing was tried. */
        STOPPED,
        /** To be tried again, under the same id. */
        LATER
    }
}
