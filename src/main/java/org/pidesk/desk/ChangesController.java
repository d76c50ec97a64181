package org.pidesk.desk;

import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import org.pidesk.desk.PersonSearches.Page;
import org.pidesk.kernel.Day;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.request.CustomerChanges;
import org.pidesk.request.CustomerChanges.Change;
import org.pidesk.request.RequestType;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * The record of all customer changes, for the staff of the organisation. A person is looked for by a form, so that no
 * address stands in a URL; whoever looks for one, or opens what it was and what it is, leaves a fact behind.
 */
@Controller
@RequestMapping("/desk/changes")
class ChangesController {
    private final CustomerChanges changes;
    private final StaffMembers staff;
    private final StaffWords words;
    private final PersonSearches searches;

    ChangesController(CustomerChanges changes, StaffMembers staff, StaffWords words, PersonSearches searches) {
        this.changes = changes;
        this.searches = searches;
        this.staff = staff;
        this.words = words;
    }

    @GetMapping
    String list(
            @RequestParam(required = false) RequestType type,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "0") int page,
            Principal reader,
            Model model) {
        mustBeOfOurTime(from);
        mustBeOfOurTime(to);
        var at = Math.min(Math.max(page, 0), 10_000);
        var found = changes.of(organisationOf(reader), type, from, to, at);
        model.addAttribute("type", type);
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("page", at);
        model.addAttribute("more", found.size() > CustomerChanges.PAGE);
        return show(found.stream().limit(CustomerChanges.PAGE).toList(), model);
    }

    private static void mustBeOfOurTime(LocalDate day) {
        if (day != null && !Day.isOfOurTime(day)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    @PostMapping
    String ofPerson(@RequestParam(defaultValue = "") String person, Principal reader, Model model) {
        var organisation = organisationOf(reader);
        var found = changes.ofPerson(organisation, person);
        var people = found.stream().map(Change::pseudonym).toList();
        searches.note(Page.CHANGES, organisation, found.size(), people, reader.getName());
        model.addAttribute("person", person);
        return show(found, model);
    }

    private String show(List<Change> found, Model model) {
        model.addAttribute("changes", found);
        model.addAttribute("types", RequestType.values());
        model.addAttribute("words", words);
        return "desk/changes";
    }

    @GetMapping("/{reference}")
    String open(@PathVariable String reference, Principal reader, Model model) {
        var opened = changes.open(organisationOf(reader), parsed(reference), reader.getName())
                .orElseThrow(ChangesController::notThere);
        model.addAttribute("opened", opened);
        model.addAttribute("words", words);
        return "desk/change";
    }

    private static Reference parsed(String reference) {
        try {
            return new Reference(reference);
        } catch (IllegalArgumentException unknown) {
            throw notThere();
        }
    }

    /** Who belongs to no organisation has no customers. */
    private OrganisationId organisationOf(Principal reader) {
        return staff.find(reader.getName()).map(StaffMember::organisation).orElseThrow(ChangesController::notThere);
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
