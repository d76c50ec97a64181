package org.pidesk.desk;

import java.util.Map;
import org.pidesk.activity.Fact;
import org.pidesk.staff.Role;

/** Says what was done to an account in the words of the buttons that do it. */
public final class AccountWords {
    private static final Map<String, String> DONE = Map.ofEntries(
            Map.entry("STAFF_INVITED", "Invited"),
            Map.entry("STAFF_INVITED_AGAIN", "Invitation sent again"),
            Map.entry("STAFF_CHANGED", "Account changed"),
            Map.entry("STAFF_PLACED", "Given another role or organisation"),
            Map.entry("STAFF_DISABLED", "Account closed"),
            Map.entry("STAFF_ENABLED", "Account opened again"),
            Map.entry("STAFF_SESSIONS_ENDED", "All sessions ended"),
            Map.entry("STAFF_PASSWORD_SET", "Password chosen"),
            Map.entry("STAFF_PASSWORD_DEMANDED", "Another password demanded"),
            Map.entry("SECOND_FACTOR_REMOVED", "Second factor taken away"),
            Map.entry("DEVICE_VERIFICATION_ASKED", "Sign-in in an unknown browser, asked about by mail"),
            Map.entry("DEVICE_TRUSTED", "Browser trusted"),
            Map.entry("DEVICE_REVOKED", "Browser trusted no more"),
            Map.entry("DEVICE_COOKIE_CAME_BACK", "Browser trusted no more, because its cookie was copied"));

    private final StaffWords words;

    AccountWords(StaffWords words) {
        this.words = words;
    }

    public String done(Fact fact) {
        var done = DONE.get(fact.kind());
        if (done == null) {
            done = words.plain(fact.kind().replace("STAFF_", ""));
        }
        return isForSafety(fact) ? done + ", because somebody else may know the password" : done;
    }

    /** It was the house itself: the process of a stranger's sign-in, or of many wrong passwords. */
    private static boolean isForSafety(Fact fact) {
        return fact.actor().equals(Fact.SYSTEM)
                && (fact.kind().equals("STAFF_SESSIONS_ENDED") || fact.kind().equals("STAFF_PASSWORD_DEMANDED"));
    }

    /** Beside it: the role as the page has it. */
    public String detail(Fact fact) {
        var role = fact.detail().get("role");
        return role == null ? words.detail(fact.detail()) : words.role(Role.valueOf(role));
    }
}
