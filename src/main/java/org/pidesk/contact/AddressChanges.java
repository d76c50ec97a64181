package org.pidesk.contact;

import java.util.UUID;

/**
 * An address of a record is about to become another one, or to go; it stands there still. Heard in the same transaction.
 *
 * @param field {@link Field#EMAIL} or {@link Field#MOBILE}
 */
public record AddressChanges(UUID contact, Field field) {}
