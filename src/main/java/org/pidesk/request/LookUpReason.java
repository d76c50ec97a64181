package org.pidesk.request;

/** Why somebody looked, in the words of a list: what they say themselves is kept sealed. */
enum LookUpReason {
    WANTS_TO_KNOW("Just wants to know what is held"),
    UNWANTED_MARKETING("Gets marketing that they do not want"),
    WANTS_REMOVAL("Wants to be removed"),
    WANTS_CORRECTION("Something held about them is wrong"),
    FEARS_MISUSE("Fears that somebody misuses their information"),
    BUSINESS("Deals with us, or wants to"),
    OTHER("Something else"),
    NOT_SAID("Would rather not say");

    private final String words;

    LookUpReason(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
