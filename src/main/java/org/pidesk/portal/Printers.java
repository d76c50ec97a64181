package org.pidesk.portal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.identity.TooManyRequests;
import org.pidesk.kernel.Token;
import org.springframework.stereotype.Component;

/**
 * Whose turn it is to have a document printed. Printing takes a processor for a while: whoever asks for many documents
 * must neither slow everybody else down nor take their turn, so each visitor has one at a time, and few in all.
 */
@Component
class Printers {
    private static final int AT_ONCE = 4;
    private static final int WAITING = 8;
    private static final int PATIENCE_IN_SECONDS = 10;

    private final IdentityChecks identity;
    private final Semaphore free = new Semaphore(AT_ONCE, true);
    private final Set<Token> printing = ConcurrentHashMap.newKeySet();

    Printers(IdentityChecks identity) {
        this.identity = identity;
    }

    /** @throws TooManyRequests when this visitor prints already or has printed enough, or all printers are busy */
    <T> T print(Token proof, Supplier<T> document) {
        if (!printing.add(proof)) {
            throw new TooManyRequests("Your document is being made already. Please wait until you have it.");
        }
        try {
            identity.takePrint(proof);
            return inTurn(document);
        } finally {
            printing.remove(proof);
        }
    }

    private <T> T inTurn(Supplier<T> document) {
        if (free.getQueueLength() >= WAITING || !isMyTurn()) {
            throw new TooManyRequests("Many documents are asked for just now. Please try again in a minute.");
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
