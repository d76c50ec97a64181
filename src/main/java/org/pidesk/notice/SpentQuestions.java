package org.pidesk.notice;

import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;

/** To whom the one question for consent may not be put again (section 69(2)): known to whoever puts it. */
public interface SpentQuestions {
    /** Whether whoever reads an address was asked by an organisation before, and no yes stands there now. */
    boolean isSpent(OrganisationId organisation, Address address);
}
