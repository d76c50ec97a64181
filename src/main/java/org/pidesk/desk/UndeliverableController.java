package org.pidesk.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.notice.ReturnReason;
import org.pidesk.notice.UndeliverableAddress.Outcome;
import org.pidesk.notice.Undeliverables;
import org.pidesk.notice.Undeliverables.Row;
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

/** Where staff see how many addresses do not take messages, and why; whose they are; and correct them. */
@Controller
@RequestMapping("/desk/undeliverable")
class UndeliverableController {
    private static final String PAGE = "/desk/undeliverable";

    private final Undeliverables undeliverables;
    private final Readers readers;
    private final StaffWords words;

    UndeliverableController(Undeliverables undeliverables, Readers readers, StaffWords words) {
        this.undeliverables = undeliverables;
        this.readers = readers;
        this.words = words;
    }

    @ModelAttribute
    void begin(Model page) {
        page.addAttribute("words", words);
        page.addAttribute("outcomes", Outcome.values());
    }

    @GetMapping
    String figures(Principal reader, Model page) {
        var organisation = organisationOf(reader);
        page.addAttribute("dead", undeliverables.figures(organisation, true));
        page.addAttribute("inTrouble", undeliverables.figures(organisation, false));
        return "desk/undeliverable";
    }

    @GetMapping("/people")
    String people(@RequestParam String reason, @RequestParam boolean hard, Principal reader, Model page) {
        var chosen = reason(reason);
        page.addAttribute("reason", chosen);
        page.addAttribute("hard", hard);
        page.addAttribute("most", Undeliverables.MOST);
        page.addAttribute("people", undeliverables.people(organisationOf(reader), chosen, hard, reader.getName()));
        return "desk/undeliverable-people";
    }

    @GetMapping(SystemPages.ENTRY)
    String show(@PathVariable UUID id, Principal reader, Model page) {
        return show(row(id, reader), reader, page);
    }

    @PostMapping(SystemPages.ENTRY)
    String settle(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String address,
            Principal author,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        var organisation = organisationOf(author);
        if (undeliverables.find(organisation, id).isEmpty() && undeliverables.isKnown(organisation, id)) {
            return settledMeanwhile(next);
        }
        var row = row(id, author);
        page.addAttribute("outcome", outcome);
        page.addAttribute("typed", address);
        var chosen = Arrays.stream(Outcome.values())
                .filter(one -> one.name().equals(outcome))
                .findFirst();
        if (chosen.isEmpty()) {
            return again("Choose what was done.", row, author, page, response);
        }
        try {
            undeliverables.settle(organisation, id, chosen.get(), address, author.getName());
        } catch (NotAnAddress unreadable) {
            return again(unreadable.getMessage(), row, author, page, response);
        } catch (NoSuchElementException others) {
            return settledMeanwhile(next);
        }
        next.addFlashAttribute("done", "Noted: " + chosen.get().words() + ".");
        return "redirect:" + PAGE;
    }

    private static String settledMeanwhile(RedirectAttributes next) {
        next.addFlashAttribute("done", "Somebody else has settled this meanwhile.");
        return "redirect:" + PAGE;
    }

    private String again(String sentence, Row row, Principal author, Model page, HttpServletResponse response) {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        page.addAttribute("wrong", sentence);
        return show(row, author, page);
    }

    private String show(Row row, Principal reader, Model page) {
        page.addAttribute("row", row);
        page.addAttribute("diary", undeliverables.diaryOf(row, reader.getName()));
        return "desk/undeliverable-address";
    }

    private Row row(UUID id, Principal reader) {
        return undeliverables
                .find(organisationOf(reader), id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static ReturnReason reason(String typed) {
        return Arrays.stream(ReturnReason.values())
                .filter(reason -> reason.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private OrganisationId organisationOf(Principal reader) {
        return readers.staff(reader).organisation();
    }
}
