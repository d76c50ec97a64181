package org.pidesk.kernel;

/**
 * Where a person can be reached, in the one normal form that look-up, black list and sending share.
 *
 * <p>{@link #toString()} is masked, so that no log line or exception message can hold the address itself.
 */
public sealed interface Address permits EmailAddress, MobileNumber {

    /** The address in its normal form: lower-case e-mail, or E.164. */
    String value();

    /** The address as people write it: an e-mail as it is, a mobile number as {@code 083 656 7788}. */
    String written();

    /**
     * The mailbox or the telephone where it arrives, as far as its host is known to put several addresses into one. Only
     * limits count by it: to people, records and black lists they stay several.
     */
    default String box() {
        return value();
    }

    /** The address as it may be shown to somebody who has not proven it: {@code f***@s***.com}. */
    String masked();

    /**
     * Reads what a person typed: an {@code @} makes it an e-mail address, anything else a mobile number.
     *
     * @throws NotAnAddress when it is neither; its message is a sentence for the person
     */
    static Address parse(String typed) {
        if (typed == null || typed.isBlank()) {
            throw new NotAnAddress("Enter an email address or a mobile number.");
        }
        return typed.indexOf('@') >= 0 ? EmailAddress.parse(typed) : MobileNumber.parse(typed);
    }
}
