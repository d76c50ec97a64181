package org.pidesk.notice;

import java.util.Optional;
import java.util.UUID;

/** Which record each message to many was written to: known to whoever has it sent. */
public interface RecordsWrittenTo {
    /** @param message as {@link BulkRecipient#id} names it; empty when it was written to no record, or that is forgotten */
    Optional<UUID> recordOf(UUID message);
}
