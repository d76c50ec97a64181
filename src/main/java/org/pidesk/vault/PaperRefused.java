package org.pidesk.vault;

/** It is no paper that we take; the message says why, to whoever uploaded it. */
public class PaperRefused extends RuntimeException {
    PaperRefused(String why) {
        super(why);
    }
}
