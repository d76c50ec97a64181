package org.pidesk.consent;

import java.time.Instant;

/**
 * A group of contacts by what they want to hear of.
 *
 * @param code lower-case letters and hyphens; it stays when the name changes
 * @param purpose what is sent to the group, in words for the person
 * @param closedAt from when nobody joins it and nothing is sent to it; null while it is open
 */
public record Interest(String code, String name, String purpose, Instant closedAt) {

    public boolean isOpen() {
        return closedAt == null;
    }
}
