package org.pidesk.request;

/** The clock of a case cannot be changed so; the message says why, to whoever tried. */
public class ClockRefused extends RuntimeException {
    ClockRefused(String why) {
        super(why);
    }
}
