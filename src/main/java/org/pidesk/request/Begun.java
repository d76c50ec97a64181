package org.pidesk.request;

import java.time.Instant;
import java.util.Optional;

/** When a stage began, while the dates that were reckoned then are reckoned once more. */
public final class Begun {
    private static final ThreadLocal<Instant> AT = new ThreadLocal<>();

    private Begun() {}

    /** Reckons as if it were the moment at which the stage began. */
    public static void at(Instant moment, Runnable reckoning) {
        AT.set(moment);
        try {
            reckoning.run();
        } finally {
            AT.remove();
        }
    }

    static Optional<Instant> at() {
        return Optional.ofNullable(AT.get());
    }
}
