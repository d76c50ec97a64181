package org.pidesk.operator;

import java.time.Instant;

/**
 * A system that a case has not asked, because it was suspended then. It does not mean that nothing is held there.
 *
 * @param at when the case asked the others
 * @param because why it was suspended, in the words of staff
 * @param open whether it may still be asked: it is suspended, or taken up again a moment ago
 */
public record LeftOut(ProcessingSystem system, Instant at, String because, boolean open) {}
