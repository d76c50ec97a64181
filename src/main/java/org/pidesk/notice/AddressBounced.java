package org.pidesk.notice;

import java.util.UUID;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;

/**
 * A message came back undelivered; published in the transaction that notes it.
 *
 * @param hard whether the address is dead, and not only in trouble
 * @param origin which message: the id of the recipient of a bulk mail, or of a notice
 */
public record AddressBounced(
        OrganisationId organisation, Address address, boolean hard, ReturnReason reason, Kind kind, UUID origin) {}
