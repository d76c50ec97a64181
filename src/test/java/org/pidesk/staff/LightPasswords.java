package org.pidesk.staff;

import java.util.concurrent.atomic.AtomicReference;
import org.springframework.context.annotation.Primary;

/** Checks passwords like the product, with little work: most tests sign in only to go on from there. */
@Primary
public class LightPasswords extends Passwords {
    private static final int MEMORY_KIB = 64;

    private final Passwords inEarnest = new Passwords();
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private boolean isInEarnest;

    LightPasswords() {
        super(MEMORY_KIB);
    }

    /** As dear as in the product from now on, where the work itself is what is tested. */
    public void setInEarnest(boolean isInEarnest) {
        this.isInEarnest = isInEarnest;
    }

    /** What happens once, while the next password is compared with what was read before. */
    public void meanwhile(Runnable happens) {
        meanwhile.set(happens);
    }

    @Override
    String hash(String password) {
        return isInEarnest ? inEarnest.hash(password) : super.hash(password);
    }

    @Override
    boolean matches(String password, String hash) {
        meanwhile.getAndSet(() -> {}).run();
        return isInEarnest ? inEarnest.matches(password, hash) : super.matches(password, hash);
    }

    @Override
    void matchesNobody(String password) {
        if (isInEarnest) {
            inEarnest.matchesNobody(password);
        } else {
            super.matchesNobody(password);
        }
    }
}
