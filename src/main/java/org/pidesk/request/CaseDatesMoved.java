package org.pidesk.request;

import org.pidesk.kernel.Reference;

/** The last day of a case, or our targets for it, are others now: whatever follows from them is reckoned again. */
public record CaseDatesMoved(Reference reference) {}
