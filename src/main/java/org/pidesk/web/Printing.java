package org.pidesk.web;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Whose turn it is to have a document made. That takes a processor for a while: few are made at once, for whomever. */
@Component
public class Printing {
    private static final int AT_ONCE = 4;
    private static final int WAITING = 8;
    private static final int PATIENCE_IN_SECONDS = 10;

    private final Semaphore free = new Semaphore(AT_ONCE, true);

    /** So many are asked for that nobody else should wait; the message is a sentence for who asks. */
    @ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
    public static final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Busy() {
            super("Many documents are asked for just now. Please try again in a minute.");
        }
    }

    /** @throws Busy when it would take too long until it is its turn */
    public <T> T inTurn(Supplier<T> document) {
        if (free.getQueueLength() >= WAITING || !isMyTurn()) {
            throw new Busy();
        }
        try {
            return document.get();
        } finally {
            free.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return free.tryAcquire(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
