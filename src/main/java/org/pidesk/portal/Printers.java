package org.pidesk.portal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.identity.TooManyRequests;
import org.pidesk.kernel.Token;
import org.pidesk.web.Printing;
import org.springframework.stereotype.Component;

/**
 * Whose turn it is to have a document printed. Whoever asks for many documents must neither slow everybody else down nor
 * take their turn, so each visitor has one at a time, and few in all.
 */
@Component
class Printers {
    private final IdentityChecks identity;
    private final Printing printers;
    private final Set<Token> printing = ConcurrentHashMap.newKeySet();

    Printers(IdentityChecks identity, Printing printers) {
        this.identity = identity;
        this.printers = printers;
    }

    /** @throws TooManyRequests when this visitor prints already or has printed enough, or all printers are busy */
    <T> T print(Token proof, Supplier<T> document) {
        if (!printing.add(proof)) {
            throw new TooManyRequests(
                    "Your document is still being made. If it does not arrive, go back and ask for it once more.");
        }
        try {
            identity.takePrint(proof);
            return printers.inTurn(document);
        } catch (Printing.Busy busy) {
            throw new TooManyRequests(busy.getMessage());
        } finally {
            printing.remove(proof);
        }
    }
}
