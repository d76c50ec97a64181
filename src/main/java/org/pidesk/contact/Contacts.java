package org.pidesk.contact;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.contact.DiaryNote.What;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people on record, and their leads. */
@Service
@Transactional
public class Contacts {
    /** Java's own order of ids is another one: it takes their halves for signed numbers. */
    private static final Comparator<UUID> AS_THE_DATABASE_DOES = Comparator.comparing(UUID::toString);

    private static final String REMOVED = "(state = 'DE_IDENTIFIED' or state = 'RESTRICTED'"
            + " and source is null and exists (select from contact_hold where contact = id))";

    private final ContactRepository contacts;
    private final EntityManager entities;
    private final LeadRepository leads;
    private final FieldNotes notes;
    private final Diary diary;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Contacts(
            ContactRepository contacts,
            EntityManager entities,
            LeadRepository leads,
            FieldNotes notes,
            Diary diary,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.contacts = contacts;
        this.entities = entities;
        this.leads = leads;
        this.notes = notes;
        this.diary = diary;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Keeps a new record, and notes in its history that it was made. */
    public Contact add(Contact contact) {
        var added = contacts.saveAndFlush(contact);
        note(added.id(), What.CREATED, "");
        return added;
    }

    /** Keeps a new enquiry; the history of its record says nothing of it. */
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

    /** Which records {@link #heldAt} would find, for whoever has to lock them before they are read. */
    @Transactional(readOnly = true)
    public List<UUID> idsHeldAt(OrganisationId organisation, Address address) {
        if (address instanceof EmailAddress) {
            return contacts.idsByEmail(organisation.value(), address.value());
        }
        if (address instanceof MobileNumber) {
            return contacts.idsByMobile(organisation.value(), address.value());
        }
        return List.of();
    }

    /** By what a record knows somebody; each but its id null where it does not. */
    public record Known(UUID id, EmailAddress email, MobileNumber mobile, String idNumber) {
        public Stream<Address> addresses() {
            return Stream.<Address>of(email, mobile).filter(Objects::nonNull);
        }
    }

    /** For many addresses at once: the records held at each; an address without one is not there. */
    @Transactional(readOnly = true)
    public Map<Address, List<Known>> knownAt(OrganisationId organisation, Collection<? extends Address> addresses) {
        var known = new HashMap<Address, List<Known>>();
        for (var column : List.of("email", "mobile")) {
            var those = addresses.stream()
                    .filter(address -> (address instanceof EmailAddress) == column.equals("email"))
                    .map(Address::value)
                    .toArray(String[]::new);
            jdbc.sql("""
                            select %1$s as address, id, email, mobile, id_number from contact
                            where organisation = :organisation and %1$s = any(:addresses)""".formatted(column))
                    .param("organisation", organisation.value())
                    .param("addresses", those)
                    .query(row -> {
                        known.computeIfAbsent(Address.parse(row.getString("address")), none -> new ArrayList<>(1))
                                .add(known(row));
                    });
        }
        return known;
    }

    private static Known known(ResultSet row) throws SQLException {
        var email = row.getString("email");
        var mobile = row.getString("mobile");
        return new Known(
                row.getObject("id", UUID.class),
                email == null ? null : new EmailAddress(email),
                mobile == null ? null : new MobileNumber(mobile),
                row.getString("id_number"));
    }

    /** The identity numbers of these records, as far as they are known. */
    @Transactional(readOnly = true)
    public Map<UUID, String> idNumbersOf(Collection<UUID> ids) {
        var numbers = new HashMap<UUID, String>();
        jdbc.sql("select id, id_number from contact where id = any(:ids) and id_number is not null")
                .param("ids", ids.toArray(new UUID[0]))
                .query(row -> {
                    numbers.put(row.getObject("id", UUID.class), row.getString("id_number"));
                });
        return numbers;
    }

    /** Where each of these records is reached by email or by mobile; those that are not are not there. */
    @Transactional(readOnly = true)
    public Map<UUID, Address> addressesOf(Collection<UUID> ids, Channel channel) {
        var column = channel == Channel.EMAIL ? "email" : "mobile";
        var addresses = new HashMap<UUID, Address>();
        jdbc.sql("select id, %1$s from contact where id = any(:ids) and %1$s is not null".formatted(column))
                .param("ids", ids.toArray(new UUID[0]))
                .query(row -> {
                    addresses.put(row.getObject(1, UUID.class), Address.parse(row.getString(2)));
                });
        return addresses;
    }

    /** @throws java.util.NoSuchElementException when there is none of this id */
    @Transactional(readOnly = true)
    public Contact get(UUID id) {
        return contacts.findById(id).orElseThrow();
    }

    /**
     * The same, as it stands now, for this transaction alone: whoever else wants to change it waits. Who needs several locks
     * them all at first, by {@link #lockAll}.
     */
    public Contact lock(UUID id) {
        var record = get(id);
        entities.flush();
        entities.refresh(record, LockModeType.PESSIMISTIC_WRITE);
        return record;
    }

    /** In the one order in which everybody locks them, or two would wait for each other. */
    public void lockAll(Collection<UUID> ids) {
        ids.stream().sorted(AS_THE_DATABASE_DOES).forEach(this::lock);
    }

    /** Of whom the log speaks, as far as anybody can still be found: the organisation's records by their names there. */
    @Transactional(readOnly = true)
    public Map<UUID, Contact> namedInTheLog(OrganisationId organisation, Collection<UUID> pseudonyms) {
        return contacts.findByOrganisationAndPseudonymIn(organisation.value(), pseudonyms).stream()
                .filter(contact -> contact.state() != Contact.State.DE_IDENTIFIED)
                .collect(Collectors.toMap(Contact::pseudonym, Function.identity()));
    }

    /** The organisation's record of a customer number. */
    @Transactional(readOnly = true)
    public Optional<Contact> numbered(OrganisationId organisation, long number) {
        return contacts.findByOrganisationAndNumber(organisation.value(), number);
    }

    @Transactional(readOnly = true)
    public List<Lead> leadsOf(UUID contact) {
        return leads.findByContactOrderByNumber(contact);
    }

    /** The enquiries that somebody still works. */
    @Transactional(readOnly = true)
    public List<Lead> openLeadsOf(UUID contact) {
        return leadsOf(contact).stream()
                .filter(lead -> lead.status() == Lead.Status.OPEN)
                .toList();
    }

    /** Keeps a record from every use but storage (section 14(6) and (7)), also where somebody is just about to free it. */
    public void restrict(UUID contact) {
        lock(contact).restrict();
        note(contact, What.RESTRICTED, "");
        events.publishEvent(new ContactUseChanged(contact));
    }

    /** Back in use. The person has been told first (section 14(8)): that is the caller's duty. */
    public void liftRestriction(UUID contact) {
        get(contact).liftRestriction();
        note(contact, What.FREED, "");
        events.publishEvent(new ContactUseChanged(contact));
    }

    /** Notes that the person consents neither to processing nor to marketing any more. */
    public void withdrawConsent(UUID contact) {
        get(contact).withdrawConsent();
        events.publishEvent(new ContactUseChanged(contact));
        events.publishEvent(new MarketingConsentSaid(contact, false, null));
    }

    /** Puts a new value into a field. @param value as {@link Field#read} wrote it; null to delete what stands there */
    public void change(UUID contact, Field field, String value) {
        var record = get(contact);
        var before = record.value(field);
        if ((field == Field.EMAIL || field == Field.MOBILE) && !Objects.equals(before, value)) {
            events.publishEvent(new AddressChanges(contact, field));
        }
        record.change(field, value);
        // a yes and a no to marketing are noted by their own names, with what they are about
        if (field != Field.CONSENT_TO_MARKET && !Objects.equals(before, record.value(field))) {
            note(contact, What.UPDATED, field.name());
        }
        if (field == Field.CONSENT_TO_PROCESS) {
            events.publishEvent(new ContactUseChanged(contact));
        }
    }

    /**
     * Notes that an address was put into a record by who had not proven both that stood there before: whoever proves the
     * two now may still be one who holds a single one of them.
     */
    public void addressedByOneHand(UUID contact) {
        get(contact).addressedByOneHand();
    }

    /** Notes that whom staff had seen put an address there, and has proven every one that stands there now. */
    public void addressedByThePerson(UUID contact) {
        get(contact).addressedByThePerson();
    }

    /**
     * Staff have seen the person of a record: its addresses count again, if the person has proven every one. One that
     * they have not proven may be somebody else's, who put it there.
     *
     * @param pseudonym the record's name in the log
     * @param proven by whom staff have seen
     * @return its id
     */
    public UUID seen(OrganisationId organisation, UUID pseudonym, Set<Address> proven) {
        return jdbc.sql("""
                        update contact set one_hand = one_hand
                            and not (coalesce(email = any(:proven), true) and coalesce(mobile = any(:proven), true))
                        where organisation = :organisation and pseudonym = :pseudonym returning id""")
                .param("proven", proven.stream().map(Address::value).toArray(String[]::new))
                .param("organisation", organisation.value())
                .param("pseudonym", pseudonym)
                .query(UUID.class)
                .single();
    }

    /** Notes a consent that was given or taken back, with what shows it. */
    public void consent(UUID contact, ConsentEvidence evidence) {
        change(contact, evidence.field(), evidence.given() ? Field.YES : Field.NO);
        notes.keep(contact, evidence);
        if (evidence.field() == Field.CONSENT_TO_MARKET) {
            events.publishEvent(new MarketingConsentSaid(contact, evidence.given(), evidence));
        }
    }

    /** What shows which consent was given when, the newest first. */
    @Transactional(readOnly = true)
    public List<ConsentEvidence> consentEvidenceOf(UUID contact) {
        return notes.consentEvidenceOf(contact);
    }

    /**
     * A case puts the accuracy of a field in question: until that is settled the field is stored only, and what it says
     * is not used but to answer the person (section 14(6)(a)).
     */
    public void contest(UUID contact, Field field, Reference itsCase) {
        notes.contest(contact, field, itsCase);
    }

    /** A case puts nothing in question any more. The person has been told first (section 14(8)): the caller's duty. */
    public void settle(UUID contact, Reference itsCase) {
        notes.settle(contact, itsCase);
    }

    /** The fields whose accuracy is in question. */
    @Transactional(readOnly = true)
    public Set<Field> contestedOf(UUID contact) {
        return notes.contestedOf(contact);
    }

    /** Attaches to a field that its correction was asked for and not made; an earlier one on that field goes. */
    public void attach(UUID contact, Statement statement) {
        notes.attach(contact, statement);
    }

    /** The field says now what the person wanted, or nothing: a statement on it has no object any more. */
    public void detach(UUID contact, Field field) {
        notes.detach(contact, field);
    }

    /** To be shown wherever the fields are shown. */
    @Transactional(readOnly = true)
    public List<Statement> statementsOf(UUID contact) {
        return notes.statementsOf(contact);
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
            jdbc.sql("insert into contact_hold (contact, item, ground, until, decided_on)"
                            + " values (?, ?, ?, ?, coalesce(?, current_date))")
                    .params(contact, hold.item(), hold.ground(), date(hold.until()), date(hold.decidedOn()))
                    .update();
        }
    }

    private static Date date(LocalDate day) {
        return day == null ? null : Date.valueOf(day);
    }

    @Transactional(readOnly = true)
    public List<Hold> holdsOf(UUID contact) {
        return jdbc.sql("select item, ground, until, decided_on from contact_hold where contact = ? order by item")
                .param(contact)
                .query(Hold.class)
                .list();
    }

    /** The records of which a hold is to be looked at again: on this day, or since an earlier one. */
    @Transactional(readOnly = true)
    public List<UUID> withHoldDueOn(LocalDate day) {
        return jdbc.sql("select distinct contact from contact_hold"
                        + " where coalesce(until, decided_on + interval '1 year') <= ?")
                .param(Date.valueOf(day))
                .query(UUID.class)
                .list();
    }

    /** Whether there is such a record, whatever is left in it. */
    @Transactional(readOnly = true)
    public boolean isHeld(UUID id) {
        return contacts.existsById(id);
    }

    /** The records that were de-identified, whole or but for what is held. */
    @Transactional(readOnly = true)
    public List<UUID> removed() {
        return jdbc.sql("select id from contact where " + REMOVED)
                .query(UUID.class)
                .list();
    }

    /** Those of these records that were not de-identified, neither whole nor but for what is held. */
    @Transactional(readOnly = true)
    public List<UUID> notRemoved(Collection<UUID> ids) {
        return jdbc.sql("select id from contact where id = any(:ids) and not " + REMOVED)
                .param("ids", ids.toArray(new UUID[0]))
                .query(UUID.class)
                .list();
    }

    /** The records that may only be stored, or whose person does not consent to their use. */
    @Transactional(readOnly = true)
    public List<UUID> limited() {
        return jdbc.sql(
                        "select id from contact where state = 'RESTRICTED' or state = 'ACTIVE' and not consent_to_process")
                .query(UUID.class)
                .list();
    }

    /** To be called before {@link #deIdentify}, also in one transaction with it; {@link ContactLeaves} says what follows. */
    public void announceDeIdentification(UUID contact) {
        events.publishEvent(new ContactLeaves(contact));
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
        notes.forget(id, held);
        events.publishEvent(new ContactDeIdentified(id));
        if (!held.isEmpty()) {
            // somebody can still be found in it: what happened before is gone, that it happened is not
            note(id, What.DE_IDENTIFIED, "");
        }
    }

    private void note(UUID contact, What what, String detail) {
        diary.note(List.of(contact), what, detail);
    }

    private Set<String> heldItems(UUID contact) {
        return holdsOf(contact).stream().map(Hold::item).collect(Collectors.toSet());
    }
}
