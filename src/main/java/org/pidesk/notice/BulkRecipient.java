package org.pidesk.notice;

import java.util.Map;
import java.util.UUID;
import org.pidesk.kernel.Address;

/**
 * One of many.
 *
 * @param id names the message at every attempt, and when it comes back
 * @param contact the record that is written to; null where there is none
 * @param own what the bulletin shows to this one alone: links that only they may have
 */
public record BulkRecipient(UUID id, Address to, UUID contact, Map<String, String> own) {
    /** Nothing of it may reach a log. */
    @Override
    public String toString() {
        return "recipient " + id;
    }
}
