package org.pidesk.vault;

import java.time.Duration;

/** Until when a paper has to be read: others wait for their turn. */
final class Deadline {
    private final long end;

    Deadline(Duration patience) {
        end = System.nanoTime() + patience.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    void mustNotBeOver() {
        if (isOver()) {
            throw new PaperRefused("The document takes too long to read. Save it in a simpler form, and upload that.");
        }
    }
}
