package org.pidesk.notice;

import java.time.Instant;
import java.util.UUID;
import org.pidesk.kernel.OrganisationId;

/**
 * What goes with a message beside its words.
 *
 * @param id by which it is known again when it comes back
 * @param organisation in whose name; null for the installation itself
 * @param messageId the same at each repetition
 */
record Stamp(UUID id, OrganisationId organisation, Kind kind, String messageId, Instant at) {}
