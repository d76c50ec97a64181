package org.pidesk.request;

import org.pidesk.kernel.Reference;

/** A case was opened; published in the same transaction, so that its process starts with it or not at all. */
public record RequestReceived(Reference reference, RequestType type) {}
