package org.pidesk.contact;

import java.security.SecureRandom;

/** Customer and lead numbers that say nothing about when they were given, or to whom. */
final class Numbers {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Numbers() {}

    /** Fourteen digits: too many to meet one that is taken. */
    static long random() {
        return RANDOM.nextLong(10_000_000_000_000L, 100_000_000_000_000L);
    }
}
