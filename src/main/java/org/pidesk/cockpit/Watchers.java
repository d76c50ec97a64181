package org.pidesk.cockpit;

import java.security.Principal;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Whose cases somebody watches over. For everybody else nothing is there: an administrator works no case. */
@Component
class Watchers {
    private final StaffMembers staff;

    Watchers(StaffMembers staff) {
        this.staff = staff;
    }

    OrganisationId organisationOf(Principal watcher) {
        return staff.find(watcher.getName())
                .filter(member -> member.role() == Role.COMPLIANCE_MANAGER)
                .map(StaffMember::organisation)
                .orElseThrow(Watchers::nothingThere);
    }

    static ResponseStatusException nothingThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
