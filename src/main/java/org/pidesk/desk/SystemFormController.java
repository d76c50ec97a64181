package org.pidesk.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import java.util.UUID;
import org.pidesk.kernel.InvalidEntry;
import org.pidesk.operator.ChangedMeanwhile;
import org.pidesk.operator.Register;
import org.pidesk.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where a compliance manager writes an entry of the register. Whatever happens, nothing that was typed is lost. */
@Controller
@RequestMapping("/desk/systems")
class SystemFormController {
    private final Register register;
    private final Readers readers;
    private final SystemPages pages;

    SystemFormController(Register register, Readers readers, SystemPages pages) {
        this.register = register;
        this.readers = readers;
        this.pages = pages;
    }

    @ModelAttribute
    StaffMember manager(Principal author, Model page) {
        var manager = readers.complianceManager(author);
        pages.begin(manager, page);
        return manager;
    }

    @GetMapping("/new")
    String begin(Model page) {
        return form(Map.of(), page);
    }

    @PostMapping
    String add(
            @RequestParam Map<String, String> typed,
            @ModelAttribute(binding = false) StaffMember manager,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        try {
            var id = register.add(manager.organisation(), typed, manager.username());
            return pages.shown(id, "It stands in the register. Cases ask it from now on.", next);
        } catch (InvalidEntry incomplete) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("errors", incomplete.fields());
            return form(typed, page);
        }
    }

    @GetMapping(SystemPages.ENTRY + "/edit")
    String edit(@PathVariable UUID id, @ModelAttribute(binding = false) StaffMember manager, Model page) {
        var system = pages.standing(manager.organisation(), id);
        page.addAttribute("system", system);
        page.addAttribute("version", system.edition());
        return form(system.particulars().written(), page);
    }

    @PostMapping(SystemPages.ENTRY)
    String change(
            @PathVariable UUID id,
            @RequestParam int version,
            @RequestParam Map<String, String> typed,
            @ModelAttribute(binding = false) StaffMember manager,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        var system = pages.standing(manager.organisation(), id);
        page.addAttribute("system", system);
        try {
            register.change(manager.organisation(), id, version, typed, manager.username());
            return pages.shown(id, "Saved.", next);
        } catch (InvalidEntry incomplete) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("errors", incomplete.fields());
            page.addAttribute("version", version);
            return form(typed, page);
        } catch (ChangedMeanwhile others) {
            response.setStatus(HttpStatus.CONFLICT.value());
            var together = pages.together(typed, others);
            page.addAttribute("notes", together.notes());
            page.addAttribute("others", pages.whoOf(others));
            page.addAttribute("version", system.edition());
            return form(together.together(), page);
        }
    }

    private static String form(Map<String, String> typed, Model page) {
        page.addAttribute("typed", typed);
        return "desk/system-form";
    }
}
