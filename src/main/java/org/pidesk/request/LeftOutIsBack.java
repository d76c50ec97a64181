package org.pidesk.request;

import java.util.List;
import org.pidesk.kernel.Reference;

/**
 * A system that a case left out is suspended no more, or has left the register: the case goes on with it, unless it is still under way.
 *
 * @param removesNothing whether it was decided that everything must stay
 * @param after the cases of which none may be under way either: what they change, this one changes again
 */
public record LeftOutIsBack(Reference reference, RequestType type, boolean removesNothing, List<Reference> after) {}
