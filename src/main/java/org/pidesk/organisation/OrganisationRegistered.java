package org.pidesk.organisation;

import org.pidesk.kernel.OrganisationId;

/** A new organisation is served; published in the same transaction. */
public record OrganisationRegistered(OrganisationId organisation) {}
