package org.pidesk.staff;

import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.OrganisationId;

/** Members of staff as tests need them: each has a mailbox of the same name. */
public final class Hires {
    /** Keeps everybody's account. */
    public static final StaffMember ADMIN = member("admin", "Ops", Role.ADMINISTRATOR, null);

    private Hires() {}

    public static StaffMember member(String username, String name, Role role, OrganisationId organisation) {
        return new StaffMember(username, name, new EmailAddress(username + "@pi-desk.example"), role, organisation);
    }

    /** Changes an account, by an administrator who has just read it. */
    public static void change(StaffAccounts accounts, StaffMember changed) {
        accounts.change(ADMIN, accounts.get(ADMIN, changed.username()).member().edition(), changed);
    }
}
