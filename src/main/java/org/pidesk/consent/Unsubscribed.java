package org.pidesk.consent;

import java.util.UUID;
import org.pidesk.kernel.OrganisationId;

/**
 * Somebody has unsubscribed by the link in a message; published each time, in the same transaction.
 *
 * @param interest null for all marketing
 * @param message the message that the link stood in; never null
 */
public record Unsubscribed(OrganisationId organisation, String interest, UUID message) {}
