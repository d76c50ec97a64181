package org.pidesk.request;

/** What cannot be undone has begun, the written answer is on its way, or the case is closed. */
public class TooLateToCancel extends RuntimeException {
    TooLateToCancel() {
        super("too late to cancel");
    }
}
