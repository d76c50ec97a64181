package org.pidesk.vault;

import java.util.List;
import java.util.Optional;
import org.pidesk.kernel.SealingKey;

/** Where the keys lie: anywhere but in the database and its backups. */
interface KeyStore {

    /**
     * The key of this name, a fresh random one where there was none. When this returns, the key survives a loss of
     * power.
     */
    SealingKey obtain(String name);

    Optional<SealingKey> find(String name);

    /** Destroys every trace of a key. Idempotent. */
    void destroy(String name);

    /** The names of all keys that exist. */
    List<String> names();
}
