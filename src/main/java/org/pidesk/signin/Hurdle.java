package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.pidesk.staff.StaffMember;

/**
 * What stands between the right password and a session in which doors are open: a browser that is not known, a second
 * factor, a password that must be changed. Hurdles are taken in the order of their {@code @Order}; each has a page of
 * its own, which leads back to {@link SignIns#goOn} when it is taken.
 */
interface Hurdle {

    /**
     * The page at which this hurdle is taken.
     *
     * @param member whoever has given the right password, and is not signed in yet
     * @return empty when nothing stands in the way of this member in this browser
     */
    Optional<String> before(StaffMember member, HttpServletRequest request);

    /** The last hurdle is taken, this one too: the session of the member is open. */
    default void passed(StaffMember member, HttpServletRequest request, HttpServletResponse response) {}
}
