package org.pidesk.suppression;

import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;

/** Which of the two lists. */
enum BlackList {
    EMAIL("suppressed_email", "email"),
    MOBILE("suppressed_mobile", "mobile");

    private final String table;
    private final String purpose;

    BlackList(String table, String purpose) {
        this.table = table;
        this.purpose = purpose;
    }

    static BlackList of(Address address) {
        return address instanceof EmailAddress ? EMAIL : MOBILE;
    }

    String table() {
        return table;
    }

    /** The part of the key's name that tells this list's keys from the other's. */
    String purpose() {
        return purpose;
    }
}
