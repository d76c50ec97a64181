package org.pidesk.suppression;

import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.springframework.stereotype.Service;

/** The two black lists: what stands on one is told nothing but answers to the person's own request. */
@Service
public class Suppressions {

    /** Puts an address on the organisation's black list of its kind. Idempotent; in force when the caller commits. */
    public void cover(OrganisationId organisation, Address address) {
        throw new UnsupportedOperationException("not built yet");
    }

    public boolean covers(OrganisationId organisation, Address address) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Moves what waits in the intake onto the lists, and rewrites each list in random order. */
    public void shuffle() {
        throw new UnsupportedOperationException("not built yet");
    }
}
