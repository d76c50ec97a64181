package org.pidesk.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.pidesk.activity.ActivityLog;
import org.pidesk.desk.EntryField.Group;
import org.pidesk.kernel.InvalidEntry;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.OrganisationChangedMeanwhile;
import org.pidesk.organisation.Organisations;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where administrators say for which organisations pi-desk works, and what it tells of them. */
@Controller
@RequestMapping("/desk/organisations")
class OrganisationsController {
    private static final String ONE = "/{organisation:[a-z0-9-]+}";

    private final Organisations organisations;
    private final Overseers overseers;
    private final ActivityLog activity;
    private final StaffWords words;

    OrganisationsController(Organisations organisations, Overseers overseers, ActivityLog activity, StaffWords words) {
        this.organisations = organisations;
        this.overseers = overseers;
        this.activity = activity;
        this.words = words;
    }

    /** For everybody else these pages are not there. */
    @ModelAttribute
    void begin(Principal reader, Model page) {
        overseers.mustBeAdministrator(reader);
        page.addAttribute("words", words);
    }

    @GetMapping
    String list(Model page) {
        page.addAttribute("organisations", organisations.all());
        return "desk/organisations";
    }

    @GetMapping("/new")
    String begin(Model page) {
        return form(OrganisationFields.NEW, OrganisationFields.AT_FIRST, Map.of(), page);
    }

    @PostMapping
    String register(
            @RequestParam Map<String, String> typed,
            Principal author,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        try {
            var id = organisations.register(typed, author.getName());
            return shown(id, "The organisation is served. Now invite its staff, and let them enter its systems.", next);
        } catch (InvalidEntry incomplete) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return form(OrganisationFields.NEW, typed, incomplete.fields(), page);
        }
    }

    @GetMapping(ONE)
    String show(@PathVariable("organisation") String id, Model page) {
        var organisation = organisation(id);
        page.addAttribute("organisation", organisation);
        page.addAttribute("groups", OrganisationFields.TO_CHANGE);
        page.addAttribute("written", organisations.written(organisation.id()));
        page.addAttribute("history", activity.of(organisation.reference()));
        return "desk/organisation";
    }

    @GetMapping(ONE + "/edit")
    String edit(@PathVariable("organisation") String id, Model page) {
        return standing(organisation(id), Map.of(), page);
    }

    @PostMapping(ONE)
    String change(
            @PathVariable("organisation") String id,
            @RequestParam(defaultValue = "") String edition,
            @RequestParam Map<String, String> typed,
            Principal author,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        var organisation = organisation(id);
        try {
            organisations.change(organisation.id(), edition, typed, author.getName());
            return shown(organisation.id(), "Saved.", next);
        } catch (InvalidEntry incomplete) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("organisation", organisation);
            page.addAttribute("edition", edition);
            return form(OrganisationFields.TO_CHANGE, typed, incomplete.fields(), page);
        } catch (OrganisationChangedMeanwhile others) {
            response.setStatus(HttpStatus.CONFLICT.value());
            page.addAttribute("others", others.getMessage());
            return standing(organisation, typed, page);
        }
    }

    /** @param typed into what stood before; empty where nobody has typed yet */
    private String standing(Organisation organisation, Map<String, String> typed, Model page) {
        page.addAttribute("organisation", organisation);
        // before what is shown: whatever is changed in between is found when this is sent
        page.addAttribute("edition", organisations.edition(organisation.id()));
        var now = organisations.written(organisation.id());
        var shown = form(OrganisationFields.TO_CHANGE, now, Map.of(), page);
        page.addAttribute("notes", typed.isEmpty() ? Map.of() : OrganisationFields.instead(typed, now, words));
        return shown;
    }

    private Organisation organisation(String id) {
        return organisations.all().stream()
                .filter(one -> one.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String form(List<Group> groups, Map<String, String> typed, Map<String, String> errors, Model page) {
        page.addAttribute("groups", groups);
        page.addAttribute("typed", typed);
        page.addAttribute("errors", errors);
        page.addAttribute("notes", Map.of());
        return "desk/organisation-form";
    }

    private static String shown(OrganisationId id, String done, RedirectAttributes next) {
        next.addFlashAttribute("done", done);
        return "redirect:/desk/organisations/" + id;
    }
}
