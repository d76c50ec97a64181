package org.pidesk.contact;

import java.util.UUID;

/**
 * A record is about to be de-identified, and says for the last time who it is: whoever keeps something by it, keeps it
 * otherwise. What they write may be committed together with that, so nothing of it may lead from one to the other.
 */
public record ContactLeaves(UUID contact) {}
