package org.pidesk.consent;

import java.time.Instant;
import java.util.UUID;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;

/**
 * What a link to unsubscribe says.
 *
 * @param interest the code of the interest that it ends; null for all marketing
 * @param message the message that it stood in; null where that is not told
 * @param record the record that the message was written to; null where there was none
 */
public record Unsubscribe(
        OrganisationId organisation, Address address, String interest, UUID message, UUID record, Instant expires) {

    /** The same for all marketing: whoever wants nothing more at all need not look for another link. */
    public Unsubscribe ofAll() {
        return new Unsubscribe(organisation, address, null, message, record, expires);
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(expires);
    }
}
