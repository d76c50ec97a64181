package org.pidesk.desk;

import org.pidesk.kernel.OrganisationId;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;

/**
 * An account as it is typed in; what was typed stays when it is not taken.
 *
 * @param edition the {@link StaffMember#edition} that was read before; null for a new account
 */
record UserForm(String username, String name, String email, Role role, String organisation, String edition) {

    static UserForm of(StaffMember member) {
        return new UserForm(
                member.username(),
                member.name(),
                member.email().value(),
                member.role(),
                member.organisation() == null ? "" : member.organisation().value(),
                member.edition());
    }

    static UserForm empty(StaffMember keeper) {
        return new UserForm(
                "",
                "",
                "",
                Role.DEALERSHIP_STAFF,
                keeper.organisation() == null ? "" : keeper.organisation().value(),
                null);
    }

    /** Whatever organisation was chosen, an administrator belongs to none. */
    StaffMember member() {
        return StaffMember.typed(
                username, name, email, role, role == Role.ADMINISTRATOR ? null : new OrganisationId(organisation));
    }
}
