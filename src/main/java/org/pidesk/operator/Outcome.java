package org.pidesk.operator;

/** What a system's people answered to an instruction. */
public enum Outcome {
    DONE,
    NOT_FOUND,
    /** It says that it cannot: a compliance manager settles it. */
    CANNOT,
    /** It may keep what it has, on a ground that a compliance manager named. */
    KEPT;

    public boolean isSettled() {
        return this != CANNOT;
    }
}
