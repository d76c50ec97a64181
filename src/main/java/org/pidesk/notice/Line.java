package org.pidesk.notice;

import java.util.List;

/** An open way to a carrier, used by one sender for a batch. */
interface Line extends AutoCloseable {
    /**
     * Hands one message over; returns when the carrier has taken responsibility for it.
     *
     * @return by which names the carrier will say what became of it; none where it comes back by itself
     */
    List<String> send(Sendable message, Stamp stamp) throws NotSent;

    @Override
    void close();
}
