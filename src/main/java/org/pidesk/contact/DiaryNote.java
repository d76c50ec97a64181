package org.pidesk.contact;

import java.time.Instant;

/**
 * Something that happened with a record.
 *
 * @param detail which kind of message, which interest, which list; empty where there is nothing to tell apart
 */
public record DiaryNote(What what, String detail, Instant at) {
    public enum What {
        IMPORTED,
        SUBSCRIBED,
        EMAILED,
        TEXTED,
        /** A message did not arrive. */
        RETURNED,
        COMPLAINED,
        UNSUBSCRIBED,
        /** By a text message that said so. */
        STOPPED
    }
}
