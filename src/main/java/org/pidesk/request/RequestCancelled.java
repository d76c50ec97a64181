package org.pidesk.request;

import org.pidesk.kernel.Reference;

/** The person cancelled an open request; published in the same transaction. */
public record RequestCancelled(Reference reference) {}
