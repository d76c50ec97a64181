package org.pidesk.desk;

import java.security.Principal;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.desk.PersonSearches.Page;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.request.DeIdentifications;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
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
    private final Contacts contacts;
    private final DeIdentifications deIdentifications;
    private final PersonSearches searches;

    EndedPurposeController(
            Readers readers, Contacts contacts, DeIdentifications deIdentifications, PersonSearches searches) {
        this.searches = searches;
        this.readers = readers;
        this.contacts = contacts;
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
        var records = found(organisation, what.strip());
        var people = records.stream().map(Contact::pseudonym).toList();
        searches.note(Page.DE_IDENTIFY, organisation, records.size(), people, reader.getName());
        return records.isEmpty() ? mistake("No record of yours has this address or customer number.") : sheet(records);
    }

    @PostMapping
    ModelAndView begin(@RequestParam UUID record, @RequestParam(defaultValue = "") String reason, Principal author) {
        var contact = ofTheOrganisation(readers.staff(author).organisation(), record);
        var words = reason.strip();
        if (words.length() < SHORTEST || words.length() > LONGEST) {
            return sheet(List.of(contact))
                    .addObject("reason", reason)
                    .addObject("why", "Say in a sentence why the purpose has ended. It is kept as evidence.");
        }
        return new ModelAndView("redirect:/desk/requests/" + deIdentifications.begin(record, author.getName(), words));
    }

    private List<Contact> found(OrganisationId organisation, String what) {
        var numbered = numbered(organisation, what);
        if (!numbered.isEmpty()) {
            return numbered;
        }
        try {
            return contacts.heldAt(organisation, Address.parse(what));
        } catch (NotAnAddress neither) {
            return List.of();
        }
    }

    /** A number can be as long as a mobile number: what is no customer's is read as an address. */
    private List<Contact> numbered(OrganisationId organisation, String what) {
        if (!what.matches("\\d{5,18}")) {
            return List.of();
        }
        return contacts.numbered(organisation, Long.parseLong(what)).stream()
                .filter(EndedPurposeController::isSomebodys)
                .toList();
    }

    private static boolean isSomebodys(Contact record) {
        return record.state() != Contact.State.DE_IDENTIFIED;
    }

    /** A record of another organisation, and one that there never was, are not there in the same words. */
    private Contact ofTheOrganisation(OrganisationId organisation, UUID record) {
        try {
            var contact = contacts.get(record);
            if (contact.organisation().equals(organisation) && isSomebodys(contact)) {
                return contact;
            }
        } catch (NoSuchElementException unknown) {
            // said below
        }
        throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static ModelAndView sheet(List<Contact> records) {
        return new ModelAndView(PAGE).addObject("records", records);
    }

    private static ModelAndView mistake(String words) {
        return new ModelAndView(PAGE, HttpStatus.UNPROCESSABLE_ENTITY).addObject("why", words);
    }
}
