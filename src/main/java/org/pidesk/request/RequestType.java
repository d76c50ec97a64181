package org.pidesk.request;

/** Which right a person uses. */
public enum RequestType {
    /** Look-up that found nothing here: whether anything is held anywhere (section 23(1)(a)). */
    LOOK_UP("Look-up"),
    /** Correction of what is held (section 24(1)(a)). */
    ALTERATION("Alteration"),
    /** Withdrawal of consent to process (section 11(2)(b)). */
    WITHDRAWAL("Withdrawal of consent"),
    /** Destruction of what there is no ground to keep any more (sections 14(4) and 24(1)(b)). */
    DE_IDENTIFICATION("De-identification");

    private final String words;

    RequestType(String words) {
        this.words = words;
    }

    /** How staff call it. */
    public String words() {
        return words;
    }

    /** Whether it ends with the person's record being de-identified. */
    public boolean removes() {
        return this == WITHDRAWAL || this == DE_IDENTIFICATION;
    }
}
