package org.pidesk.report;

import java.security.Principal;
import java.util.List;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Whose activity somebody may read: a compliance manager that of their organisation. To everybody else it is not there. */
@Component
class ComplianceReaders {
    private final StaffMembers staff;

    ComplianceReaders(StaffMembers staff) {
        this.staff = staff;
    }

    OrganisationId organisationOf(Principal reader) {
        return staff.overseenBy(reader.getName()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Who works there now. */
    List<StaffMember> colleagues(OrganisationId organisation) {
        return staff.all().stream()
                .filter(member -> organisation.equals(member.organisation()))
                .toList();
    }
}
