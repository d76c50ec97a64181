package org.pidesk.desk;

import java.security.Principal;
import java.util.NoSuchElementException;
import org.pidesk.activity.ActivityLog;
import org.pidesk.kernel.Reference;
import org.pidesk.request.StaffTasks;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The page of a case for the staff of its organisation, and for nobody else: mails to them lead here. */
@Controller
class CaseController {
    private final StaffTasks cases;
    private final StaffMembers staff;
    private final OpenTasks tasks;
    private final ActivityLog log;
    private final StaffWords words;

    CaseController(StaffTasks cases, StaffMembers staff, OpenTasks tasks, ActivityLog log, StaffWords words) {
        this.cases = cases;
        this.staff = staff;
        this.tasks = tasks;
        this.log = log;
        this.words = words;
    }

    @GetMapping("/desk/requests/{reference}")
    String show(@PathVariable String reference, Principal reader, Model page) {
        var asked = ofTheOrganisationOf(reader, reference);
        page.addAttribute("sheet", cases.caseSheet(asked));
        page.addAttribute("tasks", tasks.of(asked));
        page.addAttribute("entries", log.of(asked));
        page.addAttribute("words", words);
        return "desk/case";
    }

    /** A case of another organisation, and one that there never was, are not there in the same words. */
    private Reference ofTheOrganisationOf(Principal reader, String reference) {
        try {
            var asked = new Reference(reference);
            var owner = cases.organisationOf(asked);
            if (staff.find(reader.getName())
                    .map(StaffMember::organisation)
                    .filter(owner::equals)
                    .isPresent()) {
                return asked;
            }
        } catch (IllegalArgumentException | NoSuchElementException unknown) {
            // said below
        }
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
