package org.pidesk.cockpit;

import java.security.Principal;
import org.pidesk.kernel.OrganisationId;
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
        return staff.overseenBy(watcher.getName()).orElseThrow(Watchers::nothingThere);
    }

    static ResponseStatusException nothingThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
