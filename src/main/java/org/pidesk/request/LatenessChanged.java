package org.pidesk.request;

import org.pidesk.kernel.Reference;

/** A case has climbed a rung, or was taken back to a lower one. */
public record LatenessChanged(Reference reference) {}
