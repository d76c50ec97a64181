package org.pidesk.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.UUID;
import org.pidesk.kernel.InvalidEntry;
import org.pidesk.operator.ChangedMeanwhile;
import org.pidesk.operator.ProcessingSystem;
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

/** Shows the register of systems to an organisation's staff; its compliance managers say which of them are asked. */
@Controller
@RequestMapping("/desk/systems")
class SystemsController {
    /** What becomes of an entry. */
    enum Step {
        SUSPEND,
        TAKE_UP,
        REMOVE
    }

    private final Register register;
    private final Readers readers;
    private final SystemPages pages;

    SystemsController(Register register, Readers readers, SystemPages pages) {
        this.register = register;
        this.readers = readers;
        this.pages = pages;
    }

    @ModelAttribute
    void begin(Principal reader, Model page) {
        pages.begin(readers.staff(reader), page);
    }

    @GetMapping
    String list(Principal reader, Model page) {
        var systems = register.of(readers.staff(reader).organisation());
        page.addAttribute(
                "systems",
                systems.stream().filter(system -> !system.isRemoved()).toList());
        page.addAttribute(
                "former", systems.stream().filter(ProcessingSystem::isRemoved).toList());
        return "desk/systems";
    }

    @GetMapping(SystemPages.ENTRY)
    String show(@PathVariable UUID id, Principal reader, Model page) {
        return pages.show(pages.entry(readers.staff(reader).organisation(), id), page);
    }

    @PostMapping(SystemPages.ENTRY + "/step")
    String take(
            @PathVariable UUID id,
            @RequestParam Step step,
            @RequestParam int version,
            @RequestParam(defaultValue = "") String because,
            Principal author,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        var manager = readers.complianceManager(author);
        pages.standing(manager.organisation(), id);
        try {
            return pages.shown(id, take(step, manager, id, version, because), next);
        } catch (InvalidEntry incomplete) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("errors", incomplete.fields());
        } catch (ChangedMeanwhile others) {
            response.setStatus(HttpStatus.CONFLICT.value());
            page.addAttribute("others", pages.whoOf(others));
        }
        page.addAttribute("because", because);
        return pages.show(pages.entry(manager.organisation(), id), page);
    }

    /** @return what is said about it afterwards */
    private String take(Step step, StaffMember by, UUID id, int version, String because) {
        return switch (step) {
            case SUSPEND -> {
                register.suspend(by.organisation(), id, version, because, by.username());
                yield "Suspended. Cases that begin from now on do not ask it.";
            }
            case TAKE_UP -> {
                register.takeUp(by.organisation(), id, version, by.username());
                yield "Taken up again. Cases ask it from now on, and closed cases that left it out go on with it.";
            }
            case REMOVE -> {
                register.remove(by.organisation(), id, version, because, by.username());
                yield "It has left the register. Cases that have asked it still show it, and the people whose closed cases left"
                        + " it out are told.";
            }
        };
    }
}
