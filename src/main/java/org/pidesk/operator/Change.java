package org.pidesk.operator;

import java.time.Instant;

/**
 * One thing that was changed in an entry of the register.
 *
 * @param edition the edition of the entry that it made
 * @param field the name of what was changed: {@code contactName}
 * @param before how it stood before; null when there was nothing
 */
public record Change(int edition, String field, Instant at, String by, String before, String after) {
    /** The entry was made. */
    public static final String ADDED = "added";
    /** It is not asked any more, for the reason that stands after. */
    public static final String SUSPENDED = "suspended";
    /** It left the register, for the reason that stands after. */
    public static final String REMOVED = "removed";
}
