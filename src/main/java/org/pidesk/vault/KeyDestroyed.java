package org.pidesk.vault;

/** What was sealed can never be read again. */
public class KeyDestroyed extends RuntimeException {
    KeyDestroyed() {
        super("the key is destroyed");
    }
}
