package org.pidesk.campaign;

/** Why somebody on a list is left out; of several the first here is noted. */
public enum Reason {
    NO_ADDRESS("no address of this kind"),
    MINOR("younger than 18"),
    DUPLICATE("twice in the list"),
    SUPPRESSED("on a black list"),
    OPTED_OUT("on the national opt-out list"),
    ASKED_BEFORE("asked before"),
    WITHHELD("withheld or withdrew consent"),
    CONSENTED("consents already"),
    RESTRICTED("record restricted"),
    UNDELIVERABLE("address known to be dead"),
    STOPPED("campaign was stopped"),
    GONE("de-identified meanwhile");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** As staff read it. */
    public String words() {
        return words;
    }
}
