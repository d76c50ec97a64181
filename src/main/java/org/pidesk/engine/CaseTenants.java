package org.pidesk.engine;

import java.util.Optional;

/** Tells to which organisation a case belongs, so that the engine can fence it off; each module knows its own. */
public interface CaseTenants {
    /**
     * @param reference the case's random reference, which is the only variable of ours in the engine
     * @return empty when it is not a case of this module's
     */
    Optional<String> tenantOf(String reference);
}
