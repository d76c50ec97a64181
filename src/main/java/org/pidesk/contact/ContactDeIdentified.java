package org.pidesk.contact;

import java.util.UUID;

/** A record was de-identified; published in the same transaction, so that everybody forgets their part of it. */
public record ContactDeIdentified(UUID contact) {}
