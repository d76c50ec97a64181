package org.pidesk.request;

/** How far a request has come, in the words that a person reads on the status page. */
public enum RequestStatus {
    RECEIVED,
    IN_PROGRESS,
    FULFILLED,
    REFUSED,
    CANCELLED;

    boolean isOpen() {
        return this == RECEIVED || this == IN_PROGRESS;
    }
}
