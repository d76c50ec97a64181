package org.pidesk.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Items;
import org.pidesk.kernel.Address;
import org.springframework.stereotype.Component;

/** The parts of a person's records, each of which a ground may keep. */
@Component
class RecordParts {
    private final Contacts contacts;

    RecordParts(Contacts contacts) {
        this.contacts = contacts;
    }

    /** A part of a record that can be held. @param id what the form sends back */
    record Part(String id, UUID contact, String item, String label, String value) {
        Map<String, Object> asMap() {
            return Map.of("id", id, "label", label, "value", value);
        }
    }

    List<Part> of(List<Contact> records) {
        var parts = new ArrayList<Part>();
        for (var contact : records) {
            var of = records.size() == 1 ? "" : contact.number() + "/";
            var behind = records.size() == 1 ? "" : " (customer " + contact.number() + ")";
            add(parts, contact, of, Items.NAME, "Name and surname" + behind, contact.name());
            add(
                    parts,
                    contact,
                    of,
                    Items.EMAIL,
                    "Email" + behind,
                    contact.email().map(Address::written).orElse(null));
            add(
                    parts,
                    contact,
                    of,
                    Items.MOBILE,
                    "Mobile" + behind,
                    contact.mobile().map(Address::written).orElse(null));
            add(parts, contact, of, Items.ID_NUMBER, "Identity number" + behind, contact.idNumber());
            for (var lead : contacts.leadsOf(contact.id())) {
                var about = lead.interest() == null ? "an enquiry" : lead.interest();
                add(parts, contact, of, Items.lead(lead.number()), "Enquiry " + lead.number() + behind, about);
            }
        }
        return parts;
    }

    private static void add(List<Part> parts, Contact contact, String of, String item, String label, String value) {
        if (value != null && !value.isEmpty()) {
            parts.add(new Part(of + item, contact.id(), item, label, value));
        }
    }
}
