package org.pidesk.desk;

import java.security.Principal;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import org.pidesk.activity.ActivityLog;
import org.pidesk.kernel.Reference;
import org.pidesk.request.CaseClock;
import org.pidesk.request.ClockRefused;
import org.pidesk.request.ExtensionReason;
import org.pidesk.request.PauseReason;
import org.pidesk.request.StaffTasks;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page of a case for the staff of its organisation, and for nobody else: mails to them lead here. Its compliance
 * managers set its clock here too.
 */
@Controller
@RequestMapping("/desk/requests/{reference}")
class CaseController {
    private final StaffTasks cases;
    private final CaseClock clocks;
    private final StaffMembers staff;
    private final OpenTasks tasks;
    private final EvidenceLines evidence;
    private final ActivityLog log;
    private final Aftercare aftercare;
    private final StaffWords words;

    CaseController(
            StaffTasks cases,
            CaseClock clocks,
            StaffMembers staff,
            OpenTasks tasks,
            EvidenceLines evidence,
            ActivityLog log,
            Aftercare aftercare,
            StaffWords words) {
        this.cases = cases;
        this.clocks = clocks;
        this.staff = staff;
        this.tasks = tasks;
        this.evidence = evidence;
        this.log = log;
        this.aftercare = aftercare;
        this.words = words;
    }

    @GetMapping
    String show(@PathVariable String reference, Principal reader, Model page) {
        var asked = ofTheOrganisationOf(reader, reference);
        page.addAttribute("sheet", cases.caseSheet(asked));
        page.addAttribute("tasks", tasks.of(asked));
        page.addAttribute("files", evidence.of(asked));
        page.addAttribute("entries", log.of(asked));
        page.addAttribute("mayset", isComplianceManager(reader));
        page.addAttribute("longest", CaseClock.LONGEST_EXTENSION);
        page.addAttribute("extensionReasons", ExtensionReason.values());
        page.addAttribute("pauseReasons", PauseReason.values());
        page.addAttribute("words", words);
        aftercare.show(asked, reader, page);
        return "desk/case";
    }

    /** As it was typed: nothing of it is lost when it is refused. */
    record Extension(int days, Set<ExtensionReason> because) {}

    @PostMapping("/extension")
    ModelAndView extend(
            @PathVariable String reference,
            @RequestParam(defaultValue = "0") int days,
            @RequestParam(defaultValue = "") Set<ExtensionReason> because,
            Principal manager,
            Model page) {
        page.addAttribute("extension", new Extension(days, because));
        return set(
                reference, manager, page, asked -> clocks.extend(asked, days, because, manager.getName()), "extended");
    }

    @PostMapping("/pause")
    ModelAndView pause(
            @PathVariable String reference,
            @RequestParam(required = false) PauseReason reason,
            Principal manager,
            Model page) {
        return set(reference, manager, page, asked -> clocks.pause(asked, reason, manager.getName()), "paused");
    }

    @PostMapping("/resume")
    ModelAndView resume(@PathVariable String reference, Principal manager, Model page) {
        return set(reference, manager, page, asked -> clocks.resume(asked, manager.getName()), "resumed");
    }

    private ModelAndView set(String reference, Principal manager, Model page, Consumer<Reference> change, String done) {
        var asked = ofTheOrganisationOf(manager, reference);
        if (!isComplianceManager(manager)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        try {
            change.accept(asked);
        } catch (ClockRefused refused) {
            page.addAttribute("why", refused.getMessage());
            page.addAttribute("field", refused.field());
            return new ModelAndView(show(reference, manager, page), HttpStatus.CONFLICT);
        }
        return new ModelAndView("redirect:/desk/requests/" + asked + "?" + done);
    }

    private boolean isComplianceManager(Principal reader) {
        return staff.overseenBy(reader.getName()).isPresent();
    }

    /** A case of another organisation, and one that there never was, are not there in the same words. */
    Reference ofTheOrganisationOf(Principal reader, String reference) {
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
