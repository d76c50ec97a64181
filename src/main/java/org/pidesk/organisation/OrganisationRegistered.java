package org.pidesk.organisation;

import org.pidesk.kernel.OrganisationId;

/** An organisation is served, newly or as it is now; published in the same transaction. */
public record OrganisationRegistered(OrganisationId organisation) {}
