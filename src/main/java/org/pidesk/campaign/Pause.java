package org.pidesk.campaign;

/** Why a campaign rests until a person lets it go on. */
public enum Pause {
    BOUNCES("too many messages came back"),
    COMPLAINTS("too many people complained"),
    SILENCE("its carrier takes messages and does not say whether it has them"),
    PERSON("somebody paused it"),
    RESTORED("a backup was restored, which may not know whom it has been sent to"),
    REGISTRY("the national opt-out list is too old"),
    WORDS("its message lacks what every message must say");

    private final String words;

    Pause(String words) {
        this.words = words;
    }

    /** As staff read it. */
    public String words() {
        return words;
    }
}
