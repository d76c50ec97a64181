package org.pidesk.campaign;

import java.util.List;

/** A list cannot be taken in: not one row of it was kept. */
public class ListRefused extends RuntimeException {
    private final transient List<Flaw> flaws;

    ListRefused(List<Flaw> flaws) {
        super("a list that cannot be taken in");
        this.flaws = List.copyOf(flaws);
    }

    ListRefused(long line, String why) {
        this(List.of(new Flaw(line, why)));
    }

    /** The first of them, in the order of their lines. */
    public List<Flaw> flaws() {
        return flaws;
    }
}
