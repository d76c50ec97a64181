package org.pidesk.desk;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.kernel.OrganisationId;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Finds the records of an organisation by what staff type in, or by what their own page sends back. */
@Component
class RecordSearch {
    private final Contacts contacts;

    RecordSearch(Contacts contacts) {
        this.contacts = contacts;
    }

    /** @param what an email address, a mobile number or a customer number */
    List<Contact> find(OrganisationId organisation, String what) {
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
                .filter(RecordSearch::isSomebodys)
                .toList();
    }

    private static boolean isSomebodys(Contact record) {
        return record.state() != Contact.State.DE_IDENTIFIED;
    }

    /** A record of another organisation, and one that there never was, are not there in the same words. */
    Contact ofTheOrganisation(OrganisationId organisation, UUID record) {
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
}
