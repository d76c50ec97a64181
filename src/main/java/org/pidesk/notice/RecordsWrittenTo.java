package org.pidesk.notice;

import java.util.Optional;
import java.util.UUID;

/** What is known of a message to many to whoever has it sent. */
public interface RecordsWrittenTo {
    /** @param message as {@link BulkRecipient#id} names it; empty when it was written to no record, or that is forgotten */
    Optional<UUID> recordOf(UUID message);

    /** How staff know it, and from where its recipient's address was; empty when it is none of theirs. */
    Optional<String> nameOf(UUID message);
}
