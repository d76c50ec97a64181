package org.pidesk.staff;

import java.text.Normalizer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with OWASP's least parameters: 19 MiB, two passes, one lane.
 *
 * <p>Each check takes that memory, and anybody may ask for one: only as many run at a time as there are processors, and
 * few wait for their turn, for a few seconds.
 */
@Component
class Passwords {
    static final int LONGEST = 256;

    static final int WAITING = 16;

    private static final int PATIENCE_IN_SECONDS = 5;
    private static final int MEMORY_KIB = 19 * 1024;
    private final Argon2PasswordEncoder argon2id;
    private final Semaphore room;
    private final String nobodys;

    Passwords() {
        this(MEMORY_KIB);
    }

    /** @param memory KiB that each check takes */
    Passwords(int memory) {
        this(memory, new Semaphore(Runtime.getRuntime().availableProcessors(), true));
    }

    /** @param room a place for each check that runs at the same time */
    Passwords(int memory, Semaphore room) {
        this.room = room;
        argon2id = new Argon2PasswordEncoder(16, 32, 1, memory, 2);
        nobodys = argon2id.encode("nobody's password");
    }

    String hash(String password) {
        if (isBlank(password) || isTooLong(password)) {
            throw new IllegalArgumentException("a password is one to " + LONGEST + " characters");
        }
        return argon2id.encode(normal(password));
    }

    /** @throws RejectedExecutionException when it would take too long until it is its turn */
    boolean matches(String password, String hash) {
        if (room.getQueueLength() >= WAITING || !isMyTurn()) {
            throw new RejectedExecutionException("So many passwords are tried that no more can be looked at.");
        }
        try {
            return argon2id.matches(isTooLong(password) ? "" : normal(password), hash);
        } finally {
            room.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return room.tryAcquire(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The same work for an account that does not exist, or has no password yet: the time tells nothing. */
    void matchesNobody(String password) {
        matches(password, nobodys);
    }

    static boolean isBlank(String password) {
        return normal(password).isBlank();
    }

    /** As it was typed, or as it is hashed: one sign may stand for many letters. */
    static boolean isTooLong(String password) {
        return password.length() > LONGEST || normal(password).length() > LONGEST;
    }

    /** Keyboards write one letter in several ways. */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }
}
