package org.pidesk.contact;

/** The names of the parts of a record that can be held back from de-identification. */
public final class Items {
    public static final String NAME = "name";
    public static final String EMAIL = "email";
    public static final String MOBILE = "mobile";
    public static final String ID_NUMBER = "idNumber";
    private static final String LEAD = "lead:";

    private Items() {}

    /** One enquiry, by its number. */
    public static String lead(long number) {
        return LEAD + number;
    }
}
