package org.pidesk.staff;

/** What a staff member is at the desk. */
public enum Role {
    /** Works the tasks of one's own organisation in Tasklist. */
    DEALERSHIP_STAFF("staff"),
    /** Decides what must be kept, and watches the cases of one's own organisation in Cockpit. */
    COMPLIANCE_MANAGER("compliance"),
    /**
     * Keeps the installation running: sees failed steps in Cockpit and retries them, looks into what endangers sign-ins,
     * and works no case.
     */
    ADMINISTRATOR("administrators");

    private final String code;

    Role(String code) {
        this.code = code;
    }

    /** The engine's group: {@code abc-motors-staff}; administrators have one group for all organisations. */
    public String groupIn(String organisation) {
        return this == ADMINISTRATOR ? "pidesk-" + code : organisation + "-" + code;
    }
}
