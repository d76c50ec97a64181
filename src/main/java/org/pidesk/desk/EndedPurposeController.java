package org.pidesk.desk;

import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.pidesk.contact.Contact;
import org.pidesk.desk.PersonSearches.Page;
import org.pidesk.request.DeIdentifications;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Where staff have a record de-identified that nobody asked to remove, because its purpose has ended (section 14(4)).
 * Whoever begins it here may not release it. Nothing that is typed stands in an address.
 */
@Controller
@RequestMapping("/desk/de-identify")
class EndedPurposeController {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2000;
    private static final String PAGE = "desk/de-identify";

    private final Readers readers;
    private final RecordSearch records;
    private final DeIdentifications deIdentifications;
    private final PersonSearches searches;

    EndedPurposeController(
            Readers readers, RecordSearch records, DeIdentifications deIdentifications, PersonSearches searches) {
        this.searches = searches;
        this.readers = readers;
        this.records = records;
        this.deIdentifications = deIdentifications;
    }

    @GetMapping
    String show(Principal reader) {
        readers.staff(reader);
        return PAGE;
    }

    @PostMapping("/find")
    ModelAndView find(@RequestParam(defaultValue = "") String what, Principal reader) {
        var organisation = readers.staff(reader).organisation();
        var found = records.find(organisation, what.strip());
        var people = found.stream().map(Contact::pseudonym).toList();
        searches.note(Page.DE_IDENTIFY, organisation, found.size(), people, reader.getName());
        return found.isEmpty() ? mistake("No record of yours has this address or customer number.") : sheet(found);
    }

    @PostMapping
    ModelAndView begin(@RequestParam UUID record, @RequestParam(defaultValue = "") String reason, Principal author) {
        var organisation = readers.staff(author).organisation();
        var contact = records.ofTheOrganisation(organisation, record);
        // as its author counts it: a browser sends two letters for the end of a line
        var words = reason.replace("\r\n", "\n").strip();
        if (words.length() < SHORTEST || words.length() > LONGEST) {
            var why = words.length() > LONGEST
                    ? "Use " + LONGEST + " characters at most."
                    : "Say in a sentence why the purpose has ended. It is kept as evidence.";
            // who it is about is shown once more
            searches.note(Page.DE_IDENTIFY, organisation, 1, List.of(contact.pseudonym()), author.getName());
            return sheet(List.of(contact)).addObject("reason", reason).addObject("why", why);
        }
        return new ModelAndView("redirect:/desk/requests/" + deIdentifications.begin(record, author.getName(), words));
    }

    private static ModelAndView sheet(List<Contact> records) {
        return new ModelAndView(PAGE).addObject("records", records);
    }

    private static ModelAndView mistake(String words) {
        return new ModelAndView(PAGE, HttpStatus.UNPROCESSABLE_ENTITY).addObject("why", words);
    }
}
