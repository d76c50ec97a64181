package org.pidesk.request;

import java.util.Set;
import org.pidesk.contact.Field;

/** An alteration is not taken in; nothing of it is kept. */
public class AlterationRefused extends RuntimeException {
    /**
     * Why, as the person is told. None of them depends on a value that the person may not see: else whoever has proven
     * one address could find out a name by trying.
     */
    public enum Reason {
        /** No record here carries the proven address. */
        NOTHING_HELD,
        /** It says so already, as the person can see. */
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
    private final Set<Field> fields;

    AlterationRefused(Reason reason) {
        this(reason, Set.of());
    }

    AlterationRefused(Reason reason, Set<Field> fields) {
        super(reason.name());
        this.reason = reason;
        this.fields = Set.copyOf(fields);
    }

    public Reason reason() {
        return reason;
    }
    /** The fields because of which; none where it is because of all of it. */
    public Set<Field> fields() {
        return fields;
    }
}
