package org.pidesk.staff;

/** An account cannot be made or changed like that; the message says why, to whoever tried. */
public class AccountRefused extends RuntimeException {
    private final String field;

    AccountRefused(String field, String why) {
        super(why);
        this.field = field;
    }

    /** What has to be entered differently: username, name, email, role, organisation, password, present (the present password) or code. */
    public String field() {
        return field;
    }
}
