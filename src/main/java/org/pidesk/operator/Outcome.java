package org.pidesk.operator;

/** What a system's people answered to an instruction or a question. */
public enum Outcome {
    DONE,
    /** A look-up found the person there. */
    FOUND,
    NOT_FOUND,
    /** It says that it cannot: a compliance manager settles it. */
    CANNOT,
    /** It may keep what it has, on a ground that a compliance manager named. */
    KEPT,
    /** Some fields were changed, others not: each has an answer of its own. */
    PARTLY,
    /** It never answered, and a compliance manager closed the question with a reason. It does not mean «not found». */
    UNANSWERED;

    public boolean isSettled() {
        return this != CANNOT;
    }
}
