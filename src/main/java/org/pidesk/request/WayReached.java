package org.pidesk.request;

/** How a person was reached whom a notice had not reached. */
public enum WayReached {
    TELEPHONE("by telephone"),
    IN_PERSON("in person"),
    POST("by post"),
    OTHER_ADDRESS("at another address"),
    /** Every way was tried in vain; that is noted, so that it can be shown. */
    NOT_REACHED("nobody could be reached");

    private final String words;

    WayReached(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
