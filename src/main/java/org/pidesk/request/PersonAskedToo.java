package org.pidesk.request;

import org.pidesk.kernel.Reference;

/** A case that nobody asked for was left to the person's own request. */
public record PersonAskedToo(Reference reference) {}
