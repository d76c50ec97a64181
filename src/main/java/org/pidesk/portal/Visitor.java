package org.pidesk.portal;

import org.pidesk.identity.Proof;

/** Somebody who has proven an address to this organisation. */
record Visitor(Site site, Proof proof) {}
