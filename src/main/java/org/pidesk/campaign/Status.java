package org.pidesk.campaign;

/** How far it has come with one of a campaign's people. */
public enum Status {
    LEFT_OUT("left out"),
    READY("waits for its wave"),
    /** A sender has it. After its lease nobody knows whether it was handed over. */
    TAKEN("on its way"),
    SENT("sent"),
    /** The carrier may have it or not; nobody is asked twice to find out. */
    UNSURE("perhaps sent"),
    FAILED("refused by the carrier"),
    YES("agreed"),
    NO("declined"),
    SILENT("did not answer");

    private final String words;

    Status(String words) {
        this.words = words;
    }

    /** As staff read it. */
    public String words() {
        return words;
    }
}
