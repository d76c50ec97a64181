package org.pidesk.vault;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.pidesk.kernel.Reference;
import org.pidesk.vault.Envelopes.Envelope;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seals texts under a key of their own, kept outside the database and its backups; whoever destroys the key has
 * destroyed every copy of the text (NIST SP 800-88, cryptographic erase).
 *
 * <p>Two stores cannot change as one, so each change is ordered such that a crash at any point errs on the right side:
 *
 * <ul>
 *   <li><em>Sealing</em> makes the key first, on disk, and writes the row in the caller's transaction. A crash between
 *       leaves a key without a row, which opens nothing; never a row without its key, which would be lost evidence.
 *   <li><em>Destroying</em> takes the row away and condemns its key in the caller's transaction, and destroys the key
 *       after the commit. The other order would lose the text of a transaction that rolled back. A crash between leaves
 *       a condemned key, and the sweep carries the sentence out; from the commit on nothing here reads the text.
 *   <li>A key that no row needs and nobody condemned comes from a crash while sealing, or is being used by a
 *       transaction that has not committed yet. The sweep condemns it a day ahead, and pardons it if a row appears; the
 *       day also leaves time to notice that the folder of keys was started with the wrong database.
 * </ul>
 */
@Service
public class Vault {
    private final Envelopes envelopes;
    private final KeyStore keys;
    private final DayKeys days;
    private final VaultSweep sweep;
    private final Clock clock;

    Vault(Envelopes envelopes, KeyStore keys, DayKeys days, VaultSweep sweep, Clock clock) {
        this.envelopes = envelopes;
        this.keys = keys;
        this.days = days;
        this.sweep = sweep;
        this.clock = clock;
    }

    /**
     * Seals a text for a case, in place of what was sealed there under the same name. The row is written in the
     * caller's transaction.
     *
     * @param name what it is: {@code evidence}, {@code working-copy}
     * @param keepUntil the day from which its key may be destroyed by the sweep; null to keep until told
     */
    @Transactional
    public void seal(Reference reference, String name, String text, LocalDate keepUntil) {
        var id = UUID.randomUUID();
        AfterTransaction.rolledBack(() -> keys.destroy(id.toString()));
        var key = keys.obtain(id.toString());
        var sealed = key.seal(text.getBytes(StandardCharsets.UTF_8), place(reference, name));
        destroyOnceCommitted(envelopes.put(reference, name, new Envelope(id, keepUntil, sealed), clock.instant()));
    }

    /** Sets another last day for what is sealed; nothing happens where nothing is. @param day null to keep until told */
    @Transactional
    public void keepUntil(Reference reference, String name, LocalDate day) {
        envelopes.keepUntil(reference, name, day);
    }

    /** The text; empty when nothing was sealed, or its key is destroyed. */
    public Optional<String> open(Reference reference, String name) {
        return envelopes
                .find(reference, name)
                .flatMap(envelope -> keys.find(envelope.keyId().toString())
                        .map(key -> key.open(envelope.ciphertext(), place(reference, name)))
                        .map(text -> new String(text, StandardCharsets.UTF_8)));
    }

    /** Takes the row away when the caller commits, then destroys its key for good. Idempotent. */
    @Transactional
    public void destroy(Reference reference, String name) {
        destroyOnceCommitted(envelopes.condemn(reference, name, clock.instant()));
    }

    private void destroyOnceCommitted(List<UUID> condemned) {
        condemned.forEach(id -> AfterTransaction.committed(() -> keys.destroy(id.toString())));
    }

    /** Until when something sealed under this name remains; empty when nothing does, or no day is set. */
    public Optional<LocalDate> keptUntil(Reference reference, String name) {
        return envelopes
                .find(reference, name)
                .filter(envelope -> keys.find(envelope.keyId().toString()).isPresent())
                .map(Envelope::keepUntil);
    }

    /** Seals a short-lived text that its owner keeps in a row of its own, under the key of the day. */
    public byte[] sealForToday(String text) {
        return days.seal(text);
    }

    /** Opens what {@link #sealForToday} made. @throws KeyDestroyed when its day's key is gone */
    public String openFromItsDay(byte[] sealed) {
        return days.open(sealed);
    }

    /** Finishes what a crash interrupted, and destroys every key whose time is over. */
    @Scheduled(initialDelay = 1, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    @Transactional(propagation = Propagation.NEVER)
    public void sweep() {
        sweep.run();
    }

    private static String place(Reference reference, String name) {
        return reference + "/" + name;
    }
}
