package org.pidesk.notice;

import java.time.Instant;
import java.util.UUID;
import org.pidesk.contact.Field;
import org.pidesk.kernel.OrganisationId;

/**
 * An address of a record at which messages do not arrive.
 *
 * @param hard whether it is dead, and not only in trouble
 * @param code the status that the other side gave; null when none
 * @param times how many messages came back
 * @param outcome what staff did; null while it is open
 */
public record UndeliverableAddress(
        UUID id,
        OrganisationId organisation,
        UUID contact,
        Field field,
        byte[] addressHash,
        boolean hard,
        ReturnReason reason,
        String code,
        int times,
        Instant firstAt,
        Instant lastAt,
        Outcome outcome,
        String settledBy) {
    /** What staff did about it. */
    public enum Outcome {
        CORRECTED("another address was put into the record"),
        REMOVED("the address was taken out of the record"),
        STILL_RIGHT("the address is right; the trouble is over");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
