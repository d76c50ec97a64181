package org.pidesk.contact;

import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;

/** The parts of a record that the person may have altered. */
public enum Field {
    /** The first name; of a company, its registered name. */
    NAME("Name", Items.NAME),
    SURNAME("Surname", Items.NAME),
    EMAIL("Email", Items.EMAIL),
    MOBILE("Mobile", Items.MOBILE),
    CONSENT_TO_PROCESS("Consent to process", null),
    CONSENT_TO_MARKET("Consent to market", null);

    /** What a consent says. */
    public static final String YES = "Yes";

    public static final String NO = "No";

    private final String label;
    private final String item;

    Field(String label, String item) {
        this.label = label;
        this.item = item;
    }

    /** As staff and the person read it. */
    public String label() {
        return label;
    }

    /** Whether a message can be sent there. */
    public boolean isAddress() {
        return this == EMAIL || this == MOBILE;
    }

    /** A consent is given or taken back; it is neither right nor wrong. */
    public boolean isConsent() {
        return this == CONSENT_TO_PROCESS || this == CONSENT_TO_MARKET;
    }

    /**
     * The one way to write a value.
     *
     * @throws org.pidesk.kernel.NotAnAddress or {@link NotAValue}, whose message is a sentence for who typed it
     */
    public String read(String typed) {
        return switch (this) {
            case NAME, SURNAME -> NotAValue.unlessName(typed);
            case EMAIL -> EmailAddress.parse(typed).value();
            case MOBILE -> MobileNumber.parse(typed).value();
            case CONSENT_TO_PROCESS, CONSENT_TO_MARKET -> NotAValue.unlessOneOf(typed, YES, NO);
        };
    }

    /** A value as people write it. @param value as {@link #read} wrote it; null stays null */
    public String written(String value) {
        return value != null && isAddress() ? address(value).written() : value;
    }

    /** @param value as {@link #read} wrote it */
    public Address address(String value) {
        return this == EMAIL ? EmailAddress.parse(value) : MobileNumber.parse(value);
    }

    /** Whether a hold on this part of a record keeps the field too. */
    boolean isKeptBy(String held) {
        return held.equals(item);
    }
}
