package org.pidesk.notice;

/** A notification that is not from whom it says, or was sent before. */
public class NotificationRefused extends RuntimeException {
    NotificationRefused(String code) {
        super(code);
    }
}
