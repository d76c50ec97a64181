package org.pidesk.request;

/** Which right a person uses. */
public enum RequestType {
    /** Withdrawal of consent to process (section 11(2)(b)). */
    WITHDRAWAL
}
