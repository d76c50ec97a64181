package org.pidesk.desk;

import java.security.Principal;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Who reads a page of an organisation. Whoever belongs to none finds nothing there. */
@Component
class Readers {
    private final StaffMembers staff;

    Readers(StaffMembers staff) {
        this.staff = staff;
    }

    StaffMember staff(Principal reader) {
        return staff.find(reader.getName())
                .filter(member -> member.organisation() != null)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    StaffMember complianceManager(Principal reader) {
        var member = staff(reader);
        if (!isComplianceManager(member)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return member;
    }

    static boolean isComplianceManager(StaffMember member) {
        return member.role() == Role.COMPLIANCE_MANAGER;
    }
}
