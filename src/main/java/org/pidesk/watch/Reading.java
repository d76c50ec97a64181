package org.pidesk.watch;

import java.util.List;

/** Figures that are read together. */
public interface Reading {
    /** Which figures are missing, where they could not be read. */
    String name();

    /** By few statements, none of which grows with the number of cases; where one fails, the figures are left out. */
    List<Figure> take();

    /** Whether it asks other machines, too; then it is taken less often. */
    default boolean isDear() {
        return false;
    }
}
