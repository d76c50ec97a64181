package org.pidesk.operator;

/** Whether a system keeps information in South Africa, or on which ground of section 72(1) it may be elsewhere. */
public enum TransferGround {
    IN_SOUTH_AFRICA("It stays in South Africa", null),
    LIKE_PROTECTION("A law, binding corporate rules or an agreement there protect it alike", "section 72(1)(a)"),
    CONSENT("The person consents to the transfer", "section 72(1)(b)"),
    CONTRACT_WITH_PERSON("A contract with the person needs it", "section 72(1)(c)"),
    CONTRACT_FOR_PERSON("A contract in the person’s interest needs it", "section 72(1)(d)"),
    BENEFIT("It is for the person’s benefit, and they would likely consent", "section 72(1)(e)");

    private final String words;
    private final String law;

    TransferGround(String words, String law) {
        this.words = words;
        this.law = law;
    }

    public String words() {
        return law == null ? words : words + " (" + law + ")";
    }
}
