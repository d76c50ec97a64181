package org.pidesk.desk;

import java.security.Principal;
import java.util.Set;
import org.pidesk.activity.ActivityLog;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** Proves on demand that nobody has changed the activity log. */
@Controller
class ActivityController {
    private static final Set<Role> CHECKERS = Set.of(Role.COMPLIANCE_MANAGER, Role.ADMINISTRATOR);

    private final ActivityLog log;
    private final StaffMembers staff;

    ActivityController(ActivityLog log, StaffMembers staff) {
        this.log = log;
        this.staff = staff;
    }

    @GetMapping("/desk/activity")
    String show(Principal reader) {
        mustBeChecker(reader);
        return "desk/activity";
    }

    @PostMapping("/desk/activity")
    String verify(Principal reader, Model page) {
        mustBeChecker(reader);
        page.addAttribute("result", log.verify());
        return "desk/activity";
    }

    private void mustBeChecker(Principal reader) {
        staff.find(reader.getName())
                .map(StaffMember::role)
                .filter(CHECKERS::contains)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
