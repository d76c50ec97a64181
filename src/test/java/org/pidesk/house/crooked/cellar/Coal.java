package org.pidesk.house.crooked.cellar;

import org.pidesk.house.crooked.attic.Trunk;

/** Reaches up where it may not. */
public class Coal {
    public Trunk reach() {
        return new Trunk();
    }
}
