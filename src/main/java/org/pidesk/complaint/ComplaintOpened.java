package org.pidesk.complaint;

import org.pidesk.kernel.Reference;

/** Somebody complains, and nothing of theirs is open yet; published in the transaction that notes it. */
public record ComplaintOpened(Reference reference) {}
