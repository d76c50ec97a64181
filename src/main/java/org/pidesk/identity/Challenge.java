package org.pidesk.identity;

import java.time.Instant;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Token;

/**
 * A question that one browser was asked.
 *
 * @param code the six digits; {@link #SILENT} where no message was sent, so that none answers it
 * @param byLink whether a link named the address, and nobody typed it: who has the link may not know it
 */
record Challenge(
        Token token, OrganisationId organisation, Address address, String code, Instant expiresAt, boolean byLink) {
    static final String SILENT = "------";

    boolean isFor(OrganisationId theOrganisation, Address theAddress) {
        return organisation.equals(theOrganisation) && address.equals(theAddress);
    }

    Challenge with(String newCode) {
        return new Challenge(token, organisation, address, newCode, expiresAt, byLink);
    }

    boolean isSilent() {
        return SILENT.equals(code);
    }
}
