package org.pidesk.notice;

import java.util.UUID;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;

/**
 * Somebody complains of a message; published in the transaction that notes it.
 *
 * @param means how we learned of it
 * @param about what the person complains of; null where a program tells for them
 * @param words what they said; empty where nothing
 * @param awaitsAnswer whether they want to hear from us
 * @param origin which message: the id of the recipient of a bulk mail, or of a notice; null where nobody knows
 * @param record the record that the message was written to; null where there was none, or nobody knows
 */
public record ComplaintReceived(
        OrganisationId organisation,
        Address address,
        Means means,
        About about,
        String words,
        boolean awaitsAnswer,
        UUID origin,
        UUID record) {
    public enum Means {
        /** By the link in a mail. */
        PAGE,
        /** The person told the provider of the mailbox, who told us. */
        MAILBOX_PROVIDER
    }

    public enum About {
        NEVER_ASKED,
        STOPPED_BEFORE,
        TOO_MANY,
        CONTENT,
        OTHER
    }
}
