package org.pidesk.request;

import org.pidesk.kernel.Reference;

/** A case is closed, however it ended; published in the same transaction, because another case may wait for it. */
public record RequestClosed(Reference reference) {}
