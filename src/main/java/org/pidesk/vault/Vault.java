package org.pidesk.vault;

import java.time.LocalDate;
import java.util.Optional;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Service;

/**
 * Seals texts under a key of their own, kept outside the database and its backups; whoever destroys the key has
 * destroyed every copy of the text (NIST SP 800-88, cryptographic erase).
 */
@Service
public class Vault {

    /**
     * Seals a text for a case, in place of what was sealed there under the same name. The row is written in the
     * caller's transaction.
     *
     * @param name what it is: {@code evidence}, {@code working-copy}
     * @param keepUntil the day from which its key may be destroyed by the sweep; null to keep until told
     */
    public void seal(Reference reference, String name, String text, LocalDate keepUntil) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The text; empty when nothing was sealed, or its key is destroyed. */
    public Optional<String> open(Reference reference, String name) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Destroys the key, for good, when the caller commits; then the row. Idempotent. */
    public void destroy(Reference reference, String name) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Until when something sealed under this name remains; empty when nothing does. */
    public Optional<LocalDate> keptUntil(Reference reference, String name) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Seals a short-lived text that its owner keeps in a row of its own, under the key of the day. */
    public byte[] sealForToday(String text) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Opens what {@link #sealForToday} made. @throws KeyDestroyed when its day's key is gone */
    public String openFromItsDay(byte[] sealed) {
        throw new UnsupportedOperationException("not built yet");
    }
}
