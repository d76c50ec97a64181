package org.pidesk.notice;

import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Secrets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The product's reading of returned mail, but for the mailbox that a test gives it. */
@Component
class PolledMailboxes {
    private final ReturnReader reader;
    private final ReturnedMessages messages;
    private final SeenReturns seen;
    private final Secrets secrets;
    private final MovableClock clock;

    PolledMailboxes(
            ReturnReader reader, ReturnedMessages messages, SeenReturns seen, Secrets secrets, MovableClock clock) {
        this.reader = reader;
        this.messages = messages;
        this.seen = seen;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @param each in which what came back is noted */
    Returns from(ReturnsMailbox mailbox, TransactionOperations each) {
        return new Returns(new ReturnPaths(secrets, clock, mailbox), reader, messages, seen, clock, each);
    }
}
