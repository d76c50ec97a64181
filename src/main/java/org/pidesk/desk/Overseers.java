package org.pidesk.desk;

import java.security.Principal;
import java.util.Set;
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

    private final StaffMembers staff;

    Overseers(StaffMembers staff) {
        this.staff = staff;
    }

    void mustInclude(Principal reader) {
        mustBe(ROLES, reader);
    }

    /** Of the whole installation: for compliance managers, too, such a page is not there. */
    void mustBeAdministrator(Principal reader) {
        mustBe(Set.of(Role.ADMINISTRATOR), reader);
    }

    private void mustBe(Set<Role> roles, Principal reader) {
        staff.find(reader.getName())
                .map(StaffMember::role)
                .filter(roles::contains)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
