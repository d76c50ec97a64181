package org.pidesk.staff;

import org.pidesk.kernel.Reference;

/**
 * An account as its keepers see it.
 *
 * @param reference what was done to it stands under this one in the activity log
 * @param sample of the sample data: its password is no secret
 */
public record Account(StaffMember member, State state, boolean secondFactor, boolean sample, Reference reference) {

    /** How far an account has come. */
    public enum State {
        /** Made, and its member has not chosen a password yet. */
        INVITED,
        OPEN,
        CLOSED
    }
}
