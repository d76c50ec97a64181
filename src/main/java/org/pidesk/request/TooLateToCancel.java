package org.pidesk.request;

/** De-identification has begun, or the case is closed. */
public class TooLateToCancel extends RuntimeException {
    TooLateToCancel() {
        super("too late to cancel");
    }
}
