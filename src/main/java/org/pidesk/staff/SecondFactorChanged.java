package org.pidesk.staff;

/** Something became of a member's second factor; published in the same transaction. */
public record SecondFactorChanged(String username, What what) {

    /** What its member has to know of, lest it was somebody else. */
    public enum What {
        SET_UP,
        REMOVED,
        RECOVERY_CODE_USED,
        RECOVERY_CODES_RENEWED
    }
}
