package org.pidesk.suppression;

import java.util.Collection;
import java.util.Set;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;

/** Somebody has asked for what ends on a black list, and it is not there yet: until it is, nothing is marketed to them. */
public interface StopsUnderWay {

    /** Those of these addresses whose holder has asked. */
    Set<Address> among(OrganisationId organisation, Collection<? extends Address> addresses);
}
