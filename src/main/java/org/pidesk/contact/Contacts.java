package org.pidesk.contact;

import java.sql.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.OrganisationId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people on record, and their leads. */
@Service
@Transactional
public class Contacts {
    private final ContactRepository contacts;
    private final LeadRepository leads;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Contacts(ContactRepository contacts, LeadRepository leads, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.contacts = contacts;
        this.leads = leads;
        this.jdbc = jdbc;
        this.events = events;
    }

    public Contact add(Contact contact) {
        return contacts.save(contact);
    }

    public Lead add(Lead lead) {
        return leads.save(lead);
    }

    /** The organisation's records that carry an address: none, one, or more where people share it. */
    @Transactional(readOnly = true)
    public List<Contact> heldAt(OrganisationId organisation, Address address) {
        if (address instanceof EmailAddress) {
            return contacts.findByOrganisationAndEmailOrderByNumber(organisation.value(), address.value());
        }
        if (address instanceof MobileNumber) {
            return contacts.findByOrganisationAndMobileOrderByNumber(organisation.value(), address.value());
        }
        return List.of();
    }

    /** @throws java.util.NoSuchElementException when there is none of this id */
    @Transactional(readOnly = true)
    public Contact get(UUID id) {
        return contacts.findById(id).orElseThrow();
    }

    @Transactional(readOnly = true)
    public List<Lead> leadsOf(UUID contact) {
        return leads.findByContactOrderByNumber(contact);
    }

    /** Keeps a record from every use but storage (section 14(6) and (7)). */
    public void restrict(UUID contact) {
        get(contact).restrict();
    }

    /** Back in use. The person has been told first (section 14(8)): that is the caller's duty. */
    public void liftRestriction(UUID contact) {
        get(contact).liftRestriction();
    }

    /** Notes that the person consents neither to processing nor to marketing any more. */
    public void withdrawConsent(UUID contact) {
        get(contact).withdrawConsent();
    }

    /** Marks the open leads lost, but those that are held. @return those that were open */
    public List<Lead> loseLeads(UUID contact) {
        var held = heldItems(contact);
        return leadsOf(contact).stream()
                .filter(lead -> !held.contains(Items.lead(lead.number())))
                .filter(Lead::lose)
                .toList();
    }

    /** Keeps just these parts of a record from de-identification; what was held before is held no more. */
    public void hold(UUID contact, List<Hold> holds) {
        jdbc.sql("delete from contact_hold where contact = ?").param(contact).update();
        for (var hold : holds) {
            jdbc.sql("insert into contact_hold (contact, item, ground, until) values (?, ?, ?, ?)")
                    .params(
                            contact,
                            hold.item(),
                            hold.ground(),
                            hold.until() == null ? null : Date.valueOf(hold.until()))
                    .update();
        }
    }

    @Transactional(readOnly = true)
    public List<Hold> holdsOf(UUID contact) {
        return jdbc.sql("select item, ground, until from contact_hold where contact = ? order by item")
                .param(contact)
                .query(Hold.class)
                .list();
    }

    /** De-identifies a record and all its leads, but what is held (section 1, «de-identify»; section 14(4)). */
    public void deIdentify(UUID id) {
        var held = heldItems(id);
        for (var lead : leadsOf(id)) {
            if (!held.contains(Items.lead(lead.number()))) {
                lead.deIdentify();
            }
        }
        get(id).deIdentify(held);
        events.publishEvent(new ContactDeIdentified(id));
    }

    private Set<String> heldItems(UUID contact) {
        return holdsOf(contact).stream().map(Hold::item).collect(Collectors.toSet());
    }
}
