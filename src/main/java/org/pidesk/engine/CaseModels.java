package org.pidesk.engine;

import java.util.Set;

/** Tells which processes run for organisations. All others are the installation's own. */
public interface CaseModels {
    /** The keys of their definitions. */
    Set<String> keys();

    /** Those of them that staff begin themselves, by a form in Tasklist. */
    default Set<String> begunByStaff() {
        return Set.of();
    }
}
