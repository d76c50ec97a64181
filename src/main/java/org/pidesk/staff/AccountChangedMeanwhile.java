package org.pidesk.staff;

/** Somebody else changed the account after it was read for changing; the message says so to whoever came second. */
public class AccountChangedMeanwhile extends RuntimeException {
    AccountChangedMeanwhile() {
        super("Somebody else changed this account while you were writing. Nothing of yours was saved: below is how it"
                + " stands now.");
    }
}
