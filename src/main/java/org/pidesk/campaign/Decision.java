package org.pidesk.campaign;

/** What a person decided about a campaign. */
public enum Decision {
    APPROVED("approved it"),
    REFUSED("did not approve it"),
    GOES_ON("let it go on"),
    STOPPED("stopped it"),
    PAUSED("paused it");

    private final String words;

    Decision(String words) {
        this.words = words;
    }

    /** After the name of who did. */
    public String words() {
        return words;
    }
}
