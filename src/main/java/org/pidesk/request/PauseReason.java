package org.pidesk.request;

/** For what a case may wait while our own targets rest. The law's last day never waits. */
public enum PauseReason {
    CLARIFICATION("you to say more clearly what you ask for"),
    PROOF("proof of who you are, or that you may act for somebody else");

    private final String words;

    PauseReason(String words) {
        this.words = words;
    }

    /** For the person: we wait for … */
    public String words() {
        return words;
    }
}
