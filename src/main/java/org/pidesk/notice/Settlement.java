package org.pidesk.notice;

import java.util.UUID;

/**
 * What became of a message to one of many.
 *
 * @param code why it was not sent: the server's number or a word of ours; null where it was
 */
public record Settlement(UUID id, Outcome outcome, String code) {
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
