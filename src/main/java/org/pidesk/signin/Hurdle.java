package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.pidesk.staff.StaffMember;

/**
 * What stands between the right password and a session in which doors are open: a browser that is not known, a second
 * factor, a password that must be changed. Hurdles are taken in the order of their {@code @Order}; each has a page of
 * its own, which leads back to {@link SignIns#goOn} when it is taken.
 */
interface Hurdle {

    /** The page at which this hurdle is taken. It is served to nobody who has one before it to take. */
    String page();

    /**
     * Whether it stands in the way of this member in this browser. Asking changes nothing.
     *
     * @param member whoever has given the right password, and is not signed in yet
     */
    boolean stops(StaffMember member, HttpServletRequest request);

    /** A member is led to it: it is the first of those that are left. */
    default void reached(StaffMember member, HttpServletRequest request) {}

    /** The last hurdle is taken, this one too: the session of the member is open. */
    default void passed(StaffMember member, HttpServletRequest request, HttpServletResponse response) {}
}
