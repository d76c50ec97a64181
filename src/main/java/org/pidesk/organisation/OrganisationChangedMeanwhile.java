package org.pidesk.organisation;

/** Somebody else changed the organisation after it was read for changing; the message says so to whoever came second. */
public class OrganisationChangedMeanwhile extends RuntimeException {
    OrganisationChangedMeanwhile() {
        super(
                "Somebody else changed this organisation while you were writing. Nothing of yours was saved: below is how it"
                        + " stands now, and beside each field what you had in it instead.");
    }
}
