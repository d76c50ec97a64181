package org.pidesk.staff;

import java.util.Objects;
import java.util.regex.Pattern;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.OrganisationId;

/**
 * Somebody who works at the desk.
 *
 * @param username what they sign in with; also their id in the engine, and the actor in the activity log
 * @param email where the product writes to them about their account and their work, and for nothing else
 * @param organisation null for an administrator
 */
public record StaffMember(String username, String name, EmailAddress email, Role role, OrganisationId organisation) {
    private static final Pattern USERNAME = Pattern.compile("[a-z][a-z0-9-]{1,62}");

    public StaffMember {
        Objects.requireNonNull(email);
        if (!isUsername(username)) {
            throw new IllegalArgumentException("a user name is two to 63 lower-case letters, digits and hyphens");
        }
        if ((role == Role.ADMINISTRATOR) != (organisation == null)) {
            throw new IllegalArgumentException("an administrator belongs to no organisation, everybody else to one");
        }
    }

    static boolean isUsername(String text) {
        return USERNAME.matcher(text).matches();
    }

    /** Whether law or duty wants a second factor of them: they see, or decide over, more than their own tasks. */
    public boolean oversees() {
        return role != Role.DEALERSHIP_STAFF;
    }
}
