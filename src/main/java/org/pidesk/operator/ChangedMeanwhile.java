package org.pidesk.operator;

import java.util.List;

/** Somebody else changed the entry after it was read for changing. */
public class ChangedMeanwhile extends RuntimeException {
    private final transient List<Change> changes;

    /** @param changes what they changed, the oldest first */
    ChangedMeanwhile(List<Change> changes) {
        super("the entry was changed meanwhile");
        this.changes = List.copyOf(changes);
    }

    public List<Change> changes() {
        return changes;
    }
}
