package org.pidesk.contact;

import java.util.UUID;

/** A record may be used for more or for less than before; published in the same transaction. */
public record ContactUseChanged(UUID contact) {}
