package org.pidesk.contact;

import java.util.UUID;

/** A record is to be de-identified, in a transaction after this one: whoever keeps something by it, keeps it otherwise. */
public record ContactLeaves(UUID contact) {}
