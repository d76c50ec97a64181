package org.pidesk.request;

/** Another address than the one that asked has stopped too many already: staff find out who is who. */
public class LeftToStaff extends RuntimeException {
    LeftToStaff() {
        super("left to staff");
    }
}
