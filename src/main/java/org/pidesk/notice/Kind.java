package org.pidesk.notice;

/** What a notice is: one template, and whether a black list stops it. */
public enum Kind {
    /** The six digits that prove control over an address. Expires with the code, unsent. */
    CODE(true),
    /** We have your request; its reference and the link to its status page. */
    RECEIPT(true),
    /** Told to every other known address at once: somebody asked in your name; undo it here. */
    ASKED_IN_YOUR_NAME(true),
    /** What was decided, from when it cannot be undone, and how to undo it until then. */
    PAUSE(true),
    /** Your request was cancelled, and the restriction is about to be lifted (section 14(8)). */
    CANCELLED(true),
    /** What was done, in writing. */
    CONFIRMATION(true),
    /** We refuse, why, and the way to the Regulator. */
    REFUSAL(true),
    /** To the key contacts: a customer withdrew consent (the seed's second mail). */
    CUSTOMER_WITHDREW(false),
    /** To the person working a lead: it was de-identified (the seed's fourth mail). */
    LEAD_DE_IDENTIFIED(false),
    /** To staff: a task waits too long. */
    TASK_IS_LATE(false);

    private final boolean answersOwnRequest;

    Kind(boolean answersOwnRequest) {
        this.answersOwnRequest = answersOwnRequest;
    }

    /** Whether it answers the person's own request: the closed list that no black list stops. */
    public boolean answersOwnRequest() {
        return answersOwnRequest;
    }
}
