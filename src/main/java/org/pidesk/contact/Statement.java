package org.pidesk.contact;

import java.time.Instant;
import org.pidesk.kernel.Reference;

/**
 * That a correction was asked for and not made, in the person's words or ours; always read with the field (section
 * 24(2)(d)).
 *
 * @param reference the case in which it was asked
 */
public record Statement(Field field, String text, Reference reference, Instant at) {}
