package org.pidesk.engine;

import java.util.Set;

/** Tells which processes carry the cases of organisations. All others are the installation's own. */
public interface CaseModels {
    /** The keys of their definitions. */
    Set<String> keys();
}
