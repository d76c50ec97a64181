package org.pidesk.staff;

import java.util.Objects;
import java.util.regex.Pattern;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.kernel.OrganisationId;

/**
 * Somebody who works at the desk.
 *
 * @param username what they sign in with; also their id in the engine, and the actor in the activity log
 * @param email where the product writes to them about their account and their work, and for nothing else
 * @param organisation null for an administrator
 */
public record StaffMember(String username, String name, EmailAddress email, Role role, OrganisationId organisation) {
    /** Letters of any script, and what stands between them in names. */
    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{M} .'’-]{0,79}");

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

    /**
     * A member as somebody has typed them in.
     *
     * @throws AccountRefused that names the field and says what to write there
     */
    public static StaffMember typed(
            String username, String name, String email, Role role, OrganisationId organisation) {
        var id = username.strip();
        if (!isUsername(id)) {
            throw new AccountRefused(
                    "username",
                    "A user name has two to 63 small letters, digits and hyphens, and begins with a letter.");
        }
        return new StaffMember(id, name(name), address(email), role, organisation);
    }

    private static String name(String typed) {
        var name = typed.strip();
        if (!NAME.matcher(name).matches()) {
            throw new AccountRefused("name", "Write the first and last name, in letters.");
        }
        return name;
    }

    private static EmailAddress address(String typed) {
        try {
            return EmailAddress.parse(typed);
        } catch (NotAnAddress notOne) {
            throw new AccountRefused("email", notOne.getMessage());
        }
    }

    /** All that can be changed, in one line, by which whoever changes it says what they have read. */
    public String edition() {
        return String.join("|", String.valueOf(organisation), role.name(), name, email.value());
    }

    static boolean isUsername(String text) {
        return USERNAME.matcher(text).matches();
    }

    /** Whether law or duty wants a second factor of them: they see, or decide over, more than their own tasks. */
    public boolean oversees() {
        return role != Role.DEALERSHIP_STAFF;
    }
}
