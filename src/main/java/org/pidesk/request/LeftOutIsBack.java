package org.pidesk.request;

import org.pidesk.kernel.Reference;

/**
 * A system that a case left out is suspended no more: the case goes on with it, unless it is still under way.
 *
 * @param removesNothing whether it was decided that everything must stay
 * @param done whether the case has just come to its end
 */
public record LeftOutIsBack(Reference reference, RequestType type, boolean removesNothing, boolean done) {}
