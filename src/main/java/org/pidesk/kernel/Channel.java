package org.pidesk.kernel;

/** The way a message goes; its recipient's address decides it. */
public enum Channel {
    EMAIL,
    SMS;

    public static Channel to(Address address) {
        return address instanceof EmailAddress ? EMAIL : SMS;
    }
}
