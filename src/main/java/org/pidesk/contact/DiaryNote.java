package org.pidesk.contact;

import java.time.Instant;

/**
 * Something that happened with a record.
 *
 * @param detail which field, which kind of message, which interest, which list; empty where there is nothing to tell apart
 */
public record DiaryNote(What what, String detail, Instant at) {
    public enum What {
        CREATED,
        /** One field says something else. */
        UPDATED,
        SUBSCRIBED,
        EMAILED,
        TEXTED,
        /** A message did not arrive. */
        RETURNED,
        COMPLAINED,
        UNSUBSCRIBED,
        /** By a text message that said so. */
        STOPPED,
        /** Stored only (section 14(6)). */
        RESTRICTED,
        /** The restriction was lifted. */
        FREED,
        /** But for what is held; of a record in which nobody can be found any more nothing is told. */
        DE_IDENTIFIED
    }
}
