package org.pidesk.notice;

import java.time.Instant;

/** An open way to a carrier, used by one sender for a batch. */
interface Line extends AutoCloseable {
    /** Hands one message over; returns when the carrier has taken responsibility for it. */
    void send(Message message, String messageId, Instant at) throws NotSent;

    @Override
    void close();
}
