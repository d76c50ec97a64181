package org.pidesk.request;

/** What was asked of a case cannot be done, or no longer; the message says why, to whoever tried. */
public class NotNow extends RuntimeException {
    NotNow(String why) {
        super(why);
    }
}
