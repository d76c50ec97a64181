package org.pidesk.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pidesk.activity.ActivityLog;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Lead;
import org.pidesk.organisation.Organisations;
import org.springframework.stereotype.Component;

/** Those of the organisation who must know what became of a customer: the key contacts, and who works an enquiry. */
@Component
class Colleagues {
    private final PersonalNotices notices;
    private final Organisations organisations;
    private final ActivityLog activity;

    Colleagues(PersonalNotices notices, Organisations organisations, ActivityLog activity) {
        this.notices = notices;
        this.organisations = organisations;
        this.activity = activity;
    }

    void tellKeyContacts(Request request, CaseFile file) {
        var organisation = organisations.get(request.organisation());
        organisation
                .keyContacts()
                .forEach(contact -> notices.customerLeft(request, organisation, contact.email(), file));
        activity.record(request.fact("KEY_CONTACTS_TOLD")
                .with("contacts", organisation.keyContacts().size()));
    }

    /** One mail to each of them. */
    void tellWhoWorks(Request request, Contact record, List<Lead> leads) {
        var organisation = organisations.get(request.organisation());
        byRecipient(leads)
                .forEach((recipient, theirs) ->
                        notices.leadLeft(request, organisation, recipient, record.number(), theirs));
    }

    private static Map<String, List<Lead>> byRecipient(List<Lead> leads) {
        var grouped = new LinkedHashMap<String, List<Lead>>();
        for (var lead : leads) {
            if (lead.recipientEmail() != null) {
                grouped.computeIfAbsent(lead.recipientEmail(), recipient -> new ArrayList<>())
                        .add(lead);
            }
        }
        return grouped;
    }
}
