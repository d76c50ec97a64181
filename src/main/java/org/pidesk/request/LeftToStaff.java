package org.pidesk.request;

/**
 * This address cannot stop it: too many were stopped from another than the one that asked, and staff find out who is who; or
 * staff have seen who asked.
 */
public class LeftToStaff extends RuntimeException {
    LeftToStaff() {
        super("left to staff");
    }
}
