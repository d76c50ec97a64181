package org.pidesk.desk;

import java.security.Principal;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.request.LookUps;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The open look-ups of the reader's own organisation, by reference: where the mail about many of them leads. */
@Controller
class LookUpsController {
    private static final int PAGE = 100;

    private final LookUps lookUps;
    private final StaffMembers staff;
    private final StaffWords words;

    LookUpsController(LookUps lookUps, StaffMembers staff, StaffWords words) {
        this.lookUps = lookUps;
        this.staff = staff;
        this.words = words;
    }

    @GetMapping("/desk/look-ups")
    String show(Principal reader, @RequestParam(defaultValue = "0") int from, Model page) {
        var first = Math.max(0, from);
        var rows = lookUps.open(organisationOf(reader), first, PAGE + 1);
        page.addAttribute("rows", rows.stream().limit(PAGE).toList());
        page.addAttribute("earlier", first == 0 ? null : Math.max(0, first - PAGE));
        page.addAttribute("later", rows.size() > PAGE ? first + PAGE : null);
        page.addAttribute("words", words);
        return "desk/look-ups";
    }

    private OrganisationId organisationOf(Principal reader) {
        return staff.find(reader.getName())
                .map(StaffMember::organisation)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
