package org.pidesk.desk;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.operator.Change;
import org.pidesk.operator.ChangedMeanwhile;
import org.pidesk.operator.Operators;
import org.pidesk.operator.ProcessingSystem;
import org.pidesk.operator.Register;
import org.pidesk.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the pages of the register have in common. */
@Component
class SystemPages {
    /** Only this is the address of an entry. */
    static final String ENTRY = "/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}";

    private static final int MOST = 100;

    private final Register register;
    private final Operators operators;
    private final StaffWords words;

    SystemPages(Register register, Operators operators, StaffWords words) {
        this.register = register;
        this.operators = operators;
        this.words = words;
    }

    void begin(StaffMember reader, Model page) {
        page.addAttribute("words", words);
        page.addAttribute("keeps", Readers.isComplianceManager(reader));
        page.addAttribute("groups", SystemFields.GROUPS);
        page.addAttribute("errors", Map.of());
        page.addAttribute("notes", Map.of());
    }

    /** An entry of another organisation, and one that there never was, are not there in the same words. */
    ProcessingSystem entry(OrganisationId organisation, UUID id) {
        try {
            return register.get(organisation, id);
        } catch (NoSuchElementException unknown) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    /** An entry that can be changed: what has left the register is only read. */
    ProcessingSystem standing(OrganisationId organisation, UUID id) {
        var system = entry(organisation, id);
        if (system.isRemoved()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return system;
    }

    String show(ProcessingSystem system, Model page) {
        page.addAttribute("system", system);
        page.addAttribute("written", system.particulars().written());
        page.addAttribute("unanswered", operators.unanswered(system.id(), MOST));
        page.addAttribute("most", MOST);
        page.addAttribute("history", history(system));
        return "desk/system";
    }

    /** What was changed, the newest edition first. */
    private List<List<Line>> history(ProcessingSystem system) {
        return register.changesOf(system).stream()
                .map(this::line)
                .collect(Collectors.groupingBy(line -> line.change().edition()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<Integer, List<Line>>comparingByKey().reversed())
                .map(Map.Entry::getValue)
                .toList();
    }

    private Line line(Change change) {
        return new Line(
                change,
                SystemFields.label(change.field()),
                SystemFields.said(change.field(), change.before(), words),
                SystemFields.said(change.field(), change.after(), words));
    }

    /** Shows the entry after it was changed. */
    String shown(UUID id, String done, RedirectAttributes next) {
        next.addFlashAttribute("done", done);
        return "redirect:/desk/systems/" + id;
    }

    Meanwhile together(Map<String, String> typed, ChangedMeanwhile others) {
        return new Meanwhile(typed, others.changes(), words);
    }

    String whoOf(ChangedMeanwhile others) {
        return others.changes().stream()
                .map(change -> words.who(change.by()))
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    /** A change as the page tells it. */
    record Line(Change change, String label, String before, String after) {}
}
