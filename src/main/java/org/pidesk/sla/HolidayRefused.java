package org.pidesk.sla;

/** A declared day that cannot be entered or taken back; the message says why, to whoever tried. */
public class HolidayRefused extends RuntimeException {
    private final String field;

    HolidayRefused(String field, String why) {
        super(why);
        this.field = field;
    }

    /** What has to be entered differently: day, name or gazette. */
    public String field() {
        return field;
    }
}
