package org.pidesk.request;

/** The clock of a case cannot be changed so; the message says why, to whoever tried. */
public class ClockRefused extends RuntimeException {
    private final String field;

    /** @param field which entry it is about; null when it is about none of them */
    ClockRefused(String field, String why) {
        super(why);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
