package org.pidesk.engine;

/** Tells to which organisation a case belongs, so that the engine can fence it off. */
public interface CaseTenants {
    /** @param reference the case's random reference, which is the only variable of ours in the engine */
    String tenantOf(String reference);
}
