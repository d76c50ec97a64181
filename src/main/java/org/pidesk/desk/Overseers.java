package org.pidesk.desk;

import java.security.Principal;
import java.util.Set;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Those who see to it that the desk keeps the law: for everybody else their pages are not there. */
@Component
class Overseers {
    private static final Set<Role> ROLES = Set.of(Role.COMPLIANCE_MANAGER, Role.ADMINISTRATOR);
    private static final Set<Role> OF_THE_INSTALLATION = Set.of(Role.ADMINISTRATOR);

    private final StaffMembers staff;
    private final Organisations organisations;

    Overseers(StaffMembers staff, Organisations organisations) {
        this.staff = staff;
        this.organisations = organisations;
    }

    void mustInclude(Principal reader) {
        mustBe(ROLES, reader);
    }

    /** Of the whole installation: for compliance managers, too, such a page is not there. */
    void mustBeAdministrator(Principal reader) {
        mustBe(OF_THE_INSTALLATION, reader);
    }

    /**
     * Whether somebody may decide what holds for every organisation: administrators, and where there is but one, its
     * compliance managers.
     */
    boolean mayDecideForAll(Principal reader) {
        return isOneOf(organisations.areSeveral() ? OF_THE_INSTALLATION : ROLES, reader);
    }

    private void mustBe(Set<Role> roles, Principal reader) {
        if (!isOneOf(roles, reader)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    private boolean isOneOf(Set<Role> roles, Principal reader) {
        return staff.find(reader.getName())
                .map(StaffMember::role)
                .filter(roles::contains)
                .isPresent();
    }
}
