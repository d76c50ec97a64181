package org.pidesk.request;

import org.pidesk.kernel.Reference;

/** An open request was cancelled, by its person or as an abuse; published in the same transaction. */
public record RequestCancelled(Reference reference) {}
