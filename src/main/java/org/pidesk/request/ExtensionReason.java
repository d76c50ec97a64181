package org.pidesk.request;

/** Why the time for an access request may be extended (section 57(1) of PAIA). There are no other reasons. */
public enum ExtensionReason {
    MANY_RECORDS(
            "there are very many records to look through, and doing so within the first 30 days would unreasonably"
                    + " disturb our other work",
            "section 57(1)(a)"),
    OTHER_TOWN(
            "the records have to be found in an office in another town, which cannot be done within the first 30 days",
            "section 57(1)(b)"),
    CONSULTATION(
            "other parts of our organisation, or another organisation, have to be consulted, which cannot be done within"
                    + " the first 30 days",
            "section 57(1)(c)"),
    CONSENT("it was agreed to in writing", "section 57(1)(e)");

    private final String words;
    private final String law;

    ExtensionReason(String words, String law) {
        this.words = words;
        this.law = law;
    }

    /** For the person, after "because". */
    public String words() {
        return words;
    }

    /** The same, with where it stands in that Act. */
    String lawful() {
        return words + " (" + law + ")";
    }

    /** The paragraph of the Promotion of Access to Information Act 2 of 2000. */
    public String law() {
        return law;
    }
}
