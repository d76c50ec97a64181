package org.pidesk.request;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.ConsentEvidence;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.contact.Lead;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.organisation.Organisations;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is done to carry out an alteration, step by step. Each step locks its case, acts in the caller's transaction,
 * and acts once: the engine may repeat a step only when nothing of it was committed.
 */
@Service
@Transactional
public class Corrections {
    private static final String PAGE = "PI_PAGE";

    private final RequestRepository requests;
    private final Trail trail;
    private final CaseFiles files;
    private final CaseClock clocks;
    private final CasePeople people;
    private final AlterationNotices notices;
    private final OwnRecord ownRecord;
    private final OneHand oneHand;
    private final Contacts contacts;
    private final Organisations organisations;
    private final Operators operators;
    private final LeftOutSystems leftOut;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    Corrections(
            RequestRepository requests,
            Trail trail,
            CaseFiles files,
            CaseClock clocks,
            CasePeople people,
            AlterationNotices notices,
            OwnRecord ownRecord,
            OneHand oneHand,
            Contacts contacts,
            Organisations organisations,
            Operators operators,
            LeftOutSystems leftOut,
            ActivityLog activity,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.requests = requests;
        this.trail = trail;
        this.files = files;
        this.clocks = clocks;
        this.people = people;
        this.notices = notices;
        this.ownRecord = ownRecord;
        this.oneHand = oneHand;
        this.contacts = contacts;
        this.organisations = organisations;
        this.operators = operators;
        this.leftOut = leftOut;
        this.activity = activity;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** From receipt the fields in question are stored only, and marketing that is not wanted stops at once. */
    public void restrictFields(Reference reference) {
        var request = requests.locked(reference);
        var alteration = alteration(reference);
        for (var record : trail.recordsOf(reference)) {
            alteration.changed().keySet().stream()
                    .filter(field -> !field.isConsent())
                    .forEach(field -> contacts.contest(record, field, reference));
        }
        noteWhatStands(request);
        record(
                request,
                "FIELDS_RESTRICTED",
                Map.of("fields", alteration.changed().size()));
    }

    public void acknowledgeRequest(Reference reference) {
        notices.received(requests.locked(reference), files.of(reference).provenAddress());
    }

    @Transactional(readOnly = true)
    public int recordsFound(Reference reference) {
        return trail.recordsOf(reference).size();
    }

    /**
     * Tells every other address that was known before, the old one among them, that something is to change in the
     * person's name; where an address changes, the pause begins with it.
     */
    public void warnOtherAddresses(Reference reference) {
        var request = requests.locked(reference);
        noteWhatStands(request);
        if (changesAnAddress(reference)) {
            request.pauseUntil(clock.instant()
                    .plus(organisations.get(request.organisation()).pause()));
        }
        var file = files.of(reference);
        var others = file.reachable().stream()
                .filter(address -> !address.equals(file.provenAddress()))
                .filter(address -> !alteration(reference).newAddresses().contains(address))
                .toList();
        for (var address : others) {
            trail.knows(reference, request.organisation(), address, false);
            notices.asked(request, address, request.pauseEndsAt());
        }
        record(request, "OTHER_ADDRESSES_WARNED", Map.of("addresses", others.size()));
    }

    /** Once it is clear whose records they are: what they say, and that marketing stops. */
    private void noteWhatStands(Request request) {
        var reference = request.reference();
        var alteration = alteration(reference);
        if (!request.isAttributed() || !alteration.before().isEmpty()) {
            return;
        }
        var file = files.of(reference);
        for (var id : trail.recordsOf(reference)) {
            var record = contacts.get(id);
            alteration = alteration.noting(record);
            file = people.withFormer(file.with(person(record)), id);
            jdbc.sql("insert into alteration_record (reference, contact, consents_only) values (?, ?, ?)")
                    .params(reference.value(), id, alteration.asked().isOnlyAboutConsent())
                    .update();
            if (Field.NO.equals(alteration.changed().get(Field.CONSENT_TO_MARKET))) {
                contacts.consent(id, evidence(reference, alteration, Field.CONSENT_TO_MARKET));
            }
        }
        keep(request, alteration);
        files.keep(reference, CaseFiles.WORKING_COPY, file, null);
    }

    private CaseFile.Person person(Contact record) {
        return new CaseFile.Person(
                record.name(),
                record.email().map(Address::value).orElse(null),
                record.mobile().map(Address::value).orElse(null),
                record.number(),
                contacts.leadsOf(record.id()).stream().map(Lead::number).toList());
    }

    @Transactional(readOnly = true)
    public boolean changesAnAddress(Reference reference) {
        return alteration(reference).changesAnAddress();
    }

    @Transactional(readOnly = true)
    public Instant pauseEndsAt(Reference reference) {
        return requests.get(reference).pauseEndsAt();
    }

    /** Whether a new address stands in another record too, or a field was changed by somebody else meanwhile. */
    @Transactional(readOnly = true)
    public boolean somethingIsInTheWay(Reference reference) {
        return !ownRecord.inTheWay(requests.get(reference)).isEmpty();
    }

    /** Makes the changes in our own record, but those that staff left for a reason; from here on none is undone. */
    public void applyChanges(Reference reference) {
        var request = requests.locked(reference);
        var alteration = alteration(reference);
        if (alteration.applied()) {
            return;
        }
        clocks.goesOn(request, Fact.SYSTEM);
        request.begin(clock.instant());
        for (var id : trail.recordsOf(reference)) {
            for (var change : alteration.changed().entrySet()) {
                apply(request, alteration, contacts.get(id), change.getKey(), change.getValue());
            }
        }
        keep(request, alteration.done());
        record(
                request,
                "CHANGES_APPLIED",
                Map.of(
                        "fields",
                        alteration.changed().size() - alteration.left().size(),
                        "left",
                        alteration.left().size()));
    }

    private void apply(Request request, Alteration alteration, Contact record, Field field, String value) {
        if (!record.has(field)) {
            return;
        }
        if (alteration.left().containsKey(field)) {
            ownRecord.attach(request, record.id(), alteration, field);
            return;
        }
        if (!field.isConsent()) {
            var isNew = !value.equals(record.value(field));
            contacts.change(record.id(), field, value);
            contacts.detach(record.id(), field);
            if (field.isAddress() && isNew && oneHand.asked(request, alteration, record)) {
                contacts.addressedByOneHand(record.id());
            } else if (field.isAddress() && oneHand.isOver(request, alteration, record)) {
                contacts.addressedByThePerson(record.id());
            }
        } else if (!value.equals(record.value(field))) {
            contacts.consent(record.id(), evidence(request.reference(), alteration, field));
        }
    }

    private static ConsentEvidence evidence(Reference reference, Alteration alteration, Field field) {
        return new ConsentEvidence(
                field,
                Field.YES.equals(alteration.changed().get(field)),
                alteration.wording(),
                PAGE,
                reference,
                alteration.askedAt());
    }

    /** Tells the key contacts that a customer altered something, with a table of it where they want that. */
    public void tellKeyContacts(Reference reference) {
        var request = requests.locked(reference);
        var organisation = organisations.get(request.organisation());
        var alteration = alteration(reference);
        var name = SayWhoseRecordItIs.names(files.of(reference).records());
        for (var contact : organisation.keyContacts()) {
            notices.customerAltered(request, organisation, contact.email(), name, table(alteration));
        }
        record(
                request,
                "KEY_CONTACTS_TOLD",
                Map.of("contacts", organisation.keyContacts().size()));
    }

    /** Field, was, changed: all six fields, those that stay as they are, too. */
    private static List<List<String>> table(Alteration alteration) {
        return Arrays.stream(Field.values())
                .map(field -> {
                    var was = alteration.was(field);
                    var changed = alteration.left().containsKey(field)
                            ? null
                            : alteration.changed().get(field);
                    return List.of(
                            field.label(),
                            was == null ? "–" : field.written(was),
                            changed == null ? "not changed" : field.written(changed));
                })
                .toList();
    }

    /** Tells whoever works an enquiry of the person, because they were given the information (section 24(3)). */
    public void tellLeadRecipients(Reference reference) {
        var request = requests.locked(reference);
        var recipients = new LinkedHashMap<String, String>();
        for (var record : trail.recordsOf(reference)) {
            contacts.leadsOf(record).stream()
                    .filter(lead -> lead.recipientEmail() != null)
                    .forEach(lead -> recipients.put(lead.recipientEmail(), lead.recipientName()));
        }
        recipients.forEach((address, name) -> notices.leadAltered(request, address, name));
        record(request, "LEAD_RECIPIENTS_TOLD", Map.of("recipients", recipients.size()));
    }

    /** Tells the person in writing, at the proven address and at each new one, what became of each field where. */
    public void confirmToPerson(Reference reference) {
        var request = requests.locked(reference);
        var alteration = alteration(reference);
        var held = !trail.recordsOf(reference).isEmpty();
        var changed = AlterationReport.of(
                alteration,
                held,
                answers(reference),
                leftOut.lines(reference),
                files.endOfEvidence(request.organisation()));
        var report = held || !request.isOpen() ? changed : changed.ofNoRecordOfTheirs();
        var used = request.isOpen() && areUsedAgain(reference);
        addressees(request, alteration).forEach(address -> notices.confirmed(request, address, report, used));
        record(request, "CONFIRMED_TO_PERSON", Map.of());
    }

    /** Of those that are known from the request, what the person gave up since may be somebody else's by now. */
    private Collection<Address> addressees(Request request, Alteration alteration) {
        var known = new LinkedHashSet<Address>();
        known.add(files.of(request.reference()).provenAddress());
        known.addAll(alteration.newAddresses());
        var held = trail.recordsOf(request.reference()).stream()
                .flatMap(record -> contacts.get(record).addresses())
                .distinct()
                .toList();
        if (request.isOpen() || held.isEmpty()) {
            return known;
        }
        var stillHeld = held.stream().filter(known::contains).toList();
        return stillHeld.isEmpty() ? held : stillHeld;
    }

    private Map<String, FieldAnswers> answers(Reference reference) {
        var answers = new LinkedHashMap<String, FieldAnswers>();
        for (var system : operators.asked(reference)) {
            answers.put(
                    system.name(),
                    files.read(reference, FieldAnswers.file(system.id()), FieldAnswers.class)
                            .orElse(FieldAnswers.NONE));
        }
        return answers;
    }

    /** Whether a field was left as it was, in our own record or in a system, or may be: then the case ends with notes. */
    @Transactional(readOnly = true)
    public boolean somethingWasLeft(Reference reference) {
        return leftOut.any(reference)
                || !alteration(reference).left().isEmpty()
                || operators.answers(reference).stream().anyMatch(answer -> answer.outcome() == Outcome.PARTLY);
    }

    /** The person has the answer, or cannot be reached with it: the fields are used again (section 14(8)). */
    public void liftRestrictions(Reference reference) {
        var request = requests.locked(reference);
        if (request.isOpen()) {
            trail.recordsOf(reference).forEach(record -> contacts.settle(record, reference));
            record(request, "FIELD_RESTRICTIONS_LIFTED", Map.of());
        }
    }

    /** What a suspended system is to be told stays sealed until it is taken up again. */
    public void closeCase(Reference reference) {
        var request = requests.locked(reference);
        var mayGoOn = leftOut.any(reference);
        if (mayGoOn) {
            keepUntil(reference, null);
        } else {
            forgetWhoItWas(reference);
        }
        if (request.isOpen()) {
            request.fulfil(clock.instant());
            record(request, "ALTERATION_CARRIED_OUT", Map.of());
            events.publishEvent(new RequestClosed(reference));
        } else {
            record(request, LeftOutSystems.TOLD, Map.of());
            if (!mayGoOn) {
                keepUntil(reference, files.endOfEvidence(request.organisation()));
            }
        }
    }

    /** What is asked and answered, which is evidence, and more while a system is to be told of it. */
    private void keepUntil(Reference reference, LocalDate day) {
        files.keepUntil(reference, CaseFiles.ALTERATION, day);
        operators.asked(reference).forEach(system -> files.keepUntil(reference, FieldAnswers.file(system.id()), day));
    }

    /** Every address known is told, the new ones too; only then are the fields used again (section 14(8)). */
    public void tellOfCancellation(Reference reference) {
        var request = requests.locked(reference);
        var addresses = new LinkedHashSet<Address>(files.of(reference).reachable());
        addresses.addAll(alteration(reference).newAddresses());
        var used = areUsedAgain(reference);
        addresses.forEach(address -> notices.cancelled(request, address, used));
    }

    /** What is kept for a ground in law alone stays restricted, whatever was asked to be altered in it. */
    private boolean areUsedAgain(Reference reference) {
        var records = people.records(reference);
        return !records.isEmpty() && records.stream().noneMatch(record -> record.state() == Contact.State.RESTRICTED);
    }

    /** Nothing is changed: the fields are used again as they stand. */
    public void dropChanges(Reference reference) {
        var request = requests.locked(reference);
        var alteration = alteration(reference);
        // a stop of marketing stays: a consent comes back by a new yes only, with its evidence (section 11(2)(a))
        trail.recordsOf(reference).forEach(record -> contacts.settle(record, reference));
        if (alteration.before().isEmpty()) {
            // nobody found out whose record it is, so its de-identification could not destroy this later
            files.destroy(reference, CaseFiles.ALTERATION);
        }
        forgetWhoItWas(reference);
        record(request, "CHANGES_DROPPED", Map.of());
        events.publishEvent(new RequestClosed(reference));
    }

    private void forgetWhoItWas(Reference reference) {
        trail.recordsOf(reference).forEach(record -> trail.isNotAbout(reference, record));
        files.destroy(reference, CaseFiles.WORKING_COPY);
    }

    private Alteration alteration(Reference reference) {
        return files.read(reference, CaseFiles.ALTERATION, Alteration.class).orElseThrow();
    }

    private void keep(Request request, Alteration alteration) {
        files.keepAsEvidence(request, CaseFiles.ALTERATION, alteration);
    }

    private void record(Request request, String kind, Map<String, ?> detail) {
        activity.record(request.fact(kind).with(detail));
    }
}
