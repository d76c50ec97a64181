package org.pidesk.request;

import java.util.UUID;

/**
 * What a system keeps, or goes on with, on a ground that a compliance manager named; sealed as evidence.
 *
 * @param what in words for the person; empty where nobody said
 */
record KeptThere(RefusalReason ground, String what) {
    static String file(UUID system) {
        return "kept-there:" + system;
    }

    /** For the person: what it is, and by which law. @param unsaid what to call it where nobody said */
    String words(String unsaid) {
        return (what.isEmpty() ? unsaid : what) + ", because of " + ground.lawful();
    }
}
