package org.pidesk.request;

/** An alteration is not taken in; nothing of it is kept. */
public class AlterationRefused extends RuntimeException {
    /** Why, as the person is told. */
    public enum Reason {
        /** No record here carries the proven address. */
        NOTHING_HELD,
        /** All of it says so already. */
        NOTHING_CHANGES,
        /** A new address was not proven. */
        NOT_PROVEN,
        /** The record has no such field: a company has no surname. */
        NO_SUCH_FIELD,
        /** A withdrawal or a de-identification of the record is open. */
        REMOVAL_IS_OPEN,
        /** Another alteration of the record is open. */
        ALTERATION_IS_OPEN,
        /** The record was altered less than a day ago. */
        TOO_SOON
    }

    private final Reason reason;

    AlterationRefused(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
