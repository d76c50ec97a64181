package org.pidesk.request;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Hold;
import org.pidesk.contact.Items;
import org.pidesk.contact.Lead;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.operator.ProcessingSystem;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.request.CaseDates.Stage;
import org.pidesk.suppression.Suppressions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is done to carry out a withdrawal of consent, step by step. Each step locks its case, acts in the caller's
 * transaction, and acts once: the engine may repeat a step only when nothing of it was committed.
 */
@Service
@Transactional
public class Withdrawals {
    private final RequestRepository requests;
    private final Trail trail;
    private final CaseFiles files;
    private final PersonalNotices notices;
    private final Contacts contacts;
    private final Suppressions suppressions;
    private final Organisations organisations;
    private final Operators operators;
    private final CaseDates dates;
    private final LeftoverPass leftovers;
    private final ActivityLog activity;
    private final Clock clock;

    Withdrawals(
            RequestRepository requests,
            Trail trail,
            CaseFiles files,
            PersonalNotices notices,
            Contacts contacts,
            Suppressions suppressions,
            Organisations organisations,
            Operators operators,
            CaseDates dates,
            LeftoverPass leftovers,
            ActivityLog activity,
            Clock clock) {
        this.requests = requests;
        this.trail = trail;
        this.files = files;
        this.notices = notices;
        this.contacts = contacts;
        this.suppressions = suppressions;
        this.organisations = organisations;
        this.operators = operators;
        this.dates = dates;
        this.leftovers = leftovers;
        this.activity = activity;
        this.clock = clock;
    }

    /** Stops at once: from now on nothing is sent to the person but answers to this request. */
    public void restrictRecord(Reference reference) {
        var request = lock(reference);
        var records = trail.recordsOf(reference);
        records.forEach(contacts::restrict);
        record(request, "RECORD_RESTRICTED", Map.of("records", records.size()));
    }

    /** Tells the person that the request is here, and every other address of a known record that somebody asked. */
    public void acknowledgeRequest(Reference reference) {
        var request = lock(reference);
        notices.receipt(request, files.of(reference).provenAddress());
        warnOtherAddresses(reference);
    }

    /** Tells the person's other addresses, as far as it is clear whose they are, that somebody asked in their name. */
    public void warnOtherAddresses(Reference reference) {
        var request = lock(reference);
        var proven = files.of(reference).provenAddress();
        known(request).stream().filter(address -> !address.equals(proven)).forEach(address -> {
            trail.knows(reference, request.organisation(), address, false);
            notices.askedInYourName(request, address);
        });
    }

    /** How many records carry the address that was proven. */
    @Transactional(readOnly = true)
    public int recordsFound(Reference reference) {
        return trail.recordsOf(reference).size();
    }

    /** Whether nothing, a part or everything must stay. */
    @Transactional(readOnly = true)
    public Decision decision(Reference reference) {
        return get(reference).decision();
    }

    /** By when a decision is late: then the Information Officer is told. */
    @Transactional(readOnly = true)
    public Instant decisionLateAt(Reference reference) {
        return dates.lateAt(get(reference), Stage.DECIDE);
    }

    /** By when the answers of the systems are late: then somebody chases them. */
    @Transactional(readOnly = true)
    public Instant answersLateAt(Reference reference) {
        return dates.lateAt(get(reference), Stage.ASK);
    }

    /** Tells the Information Officer that a case waits for its decision. */
    public void remindInformationOfficer(Reference reference) {
        var request = lock(reference);
        notices.late(request, organisation(request));
        record(request, "INFORMATION_OFFICER_REMINDED", Map.of());
    }

    /**
     * Refuses to remove, because everything must stay. Consent is withdrawn all the same (section 11(2)(b) lets nobody
     * refuse that): what stays is restricted, and the black lists stop everything but answers.
     */
    public void refuse(Reference reference) {
        var request = lock(reference);
        trail.recordsOf(reference).forEach(contacts::withdrawConsent);
        known(request).forEach(address -> suppressions.cover(request.organisation(), address));
        request.refuse(clock.instant());
        notices.refusal(request, files.of(reference).provenAddress());
        files.destroy(reference, CaseFiles.WORKING_COPY);
        record(request, "WITHDRAWAL_REFUSED", Map.of("ground", request.refusal()));
    }

    /** Tells every address known what will happen and until when it can be undone, and starts the pause. */
    public void announcePause(Reference reference) {
        var request = lock(reference);
        var end = clock.instant().plus(organisation(request).pause());
        request.pauseUntil(end);
        for (var address : known(request)) {
            trail.knows(reference, request.organisation(), address, false);
            notices.pause(request, address, keptFor(reference));
        }
        record(request, "PAUSE_ANNOUNCED", Map.of("until", end));
    }

    /** The end of the pause. */
    @Transactional(readOnly = true)
    public Instant pauseEndsAt(Reference reference) {
        return get(reference).pauseEndsAt();
    }

    /** Tells every address known that the request was cancelled; only then may the restriction go (section 14(8)). */
    public void tellOfCancellation(Reference reference) {
        var request = lock(reference);
        known(request).forEach(address -> notices.cancelled(request, address));
    }

    /** Puts the record back as it was, unless another case restricts it. */
    public void liftRestriction(Reference reference) {
        var request = lock(reference);
        for (var record : trail.recordsOf(reference)) {
            if (!trail.isElsewhere(reference, record)) {
                contacts.hold(record, List.of());
                contacts.liftRestriction(record);
            }
            trail.isNotAbout(reference, record);
        }
        files.destroy(reference, CaseFiles.WORKING_COPY);
        files.destroy(reference, CaseFiles.KEPT);
        record(request, "RESTRICTION_LIFTED", Map.of());
    }

    /** From here on nothing can be undone: what the rest of the case needs goes into the vault. */
    public void sealWorkingCopy(Reference reference) {
        var request = lock(reference);
        request.begin(clock.instant());
        var records = records(reference);
        var file = withPeople(files.of(reference), records);
        files.keep(reference, CaseFiles.WORKING_COPY, file, null);
        files.keep(reference, CaseFiles.NEEDLES, traces(request, file, records), null);
        files.keep(reference, CaseFiles.EVIDENCE, evidence(reference).with(file.records()), evidenceUntil(request));
        record(request, "DE_IDENTIFICATION_BEGUN", Map.of("records", records.size()));
    }

    /** Each address goes onto the list of its kind, by itself; the log says nothing of it (house rule: no link). */
    public void blackListAddresses(Reference reference) {
        var request = lock(reference);
        files.of(reference).reachable().forEach(address -> suppressions.cover(request.organisation(), address));
    }

    /** Marks the open enquiries lost, and tells each person who works one. */
    public void markLeadsLost(Reference reference) {
        var request = lock(reference);
        var lost = new ArrayList<Lead>();
        for (var record : records(reference)) {
            var leads = contacts.loseLeads(record.id());
            lost.addAll(leads);
            byRecipient(leads)
                    .forEach((recipient, theirs) -> notices.leadDeIdentified(
                            request, organisation(request), recipient, record.number(), theirs));
        }
        record(request, "LEADS_LOST", Map.of("leads", lost.size()));
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

    /** De-identifies the records and all their enquiries, but what is held; the case forgets which records they were. */
    public void deIdentifyContact(Reference reference) {
        var request = lock(reference);
        for (var record : trail.recordsOf(reference)) {
            contacts.withdrawConsent(record);
            contacts.deIdentify(record);
            trail.isNotAbout(reference, record);
        }
        record(request, "CONTACT_DE_IDENTIFIED", Map.of("decision", decided(request)));
    }

    private static Decision decided(Request request) {
        return request.decision() == null ? Decision.NOTHING_HOLDS : request.decision();
    }

    /** Tells the key contacts that a customer withdrew consent. */
    public void tellKeyContacts(Reference reference) {
        var request = lock(reference);
        var organisation = organisation(request);
        organisation
                .keyContacts()
                .forEach(contact ->
                        notices.customerWithdrew(request, organisation, contact.email(), files.of(reference)));
        record(
                request,
                "KEY_CONTACTS_TOLD",
                Map.of("contacts", organisation.keyContacts().size()));
    }

    /** The systems that are asked: the DMS first, then each operator, as they stand in the register now. */
    public List<UUID> systemsToAsk(Reference reference) {
        return operators.ask(reference, get(reference).organisation()).stream()
                .map(ProcessingSystem::id)
                .toList();
    }

    @Transactional(readOnly = true)
    public String nameOfSystem(UUID system) {
        return operators.get(system).name();
    }

    /** What a system answered; null when it has not, or is asked again. */
    @Transactional(readOnly = true)
    public Outcome answerOf(Reference reference, UUID system) {
        return operators
                .answer(reference, system)
                .map(answer -> answer.outcome())
                .orElse(null);
    }

    /** Tells the person in writing what was done, what stays and why (section 24(4)). */
    public void confirmToPerson(Reference reference) {
        var request = lock(reference);
        var file = files.of(reference);
        notices.confirmation(
                request,
                file.provenAddress(),
                new Report(
                        !file.records().isEmpty(),
                        files.read(reference, CaseFiles.KEPT, String[].class)
                                .map(List::of)
                                .orElse(List.of()),
                        systemLines(request),
                        evidenceUntil(request)));
        record(request, "CONFIRMED_TO_PERSON", Map.of());
    }

    private List<String> systemLines(Request request) {
        var answers = operators.answers(request.reference());
        return operators.asked(request.reference()).stream()
                .map(system -> system.name() + ": "
                        + answers.stream()
                                .filter(answer -> answer.system().equals(system.id()))
                                .map(answer -> words(answer.outcome()))
                                .findFirst()
                                .orElse("no answer"))
                .toList();
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case DONE -> "your details were de-identified";
            case NOT_FOUND -> "nothing about you was found";
            case KEPT -> "a part must be kept by law";
            default -> "not yet settled";
        };
    }

    /** The person has the answer, or cannot be reached with it: nothing is needed any more but the evidence. */
    public void destroyWorkingCopy(Reference reference) {
        var request = lock(reference);
        files.destroy(reference, CaseFiles.WORKING_COPY);
        files.destroy(reference, CaseFiles.KEPT);
        request.search();
        record(request, "WORKING_COPY_DESTROYED", Map.of());
    }

    /**
     * Searches the whole database for what might be left.
     *
     * @throws LeftoversFound when something is: the engine tries again and then shows an incident
     */
    public void searchForLeftovers(Reference reference) {
        leftovers.mustFindNothing(reference);
    }

    /** Files that nothing was found, and closes the case. */
    public void closeCase(Reference reference) {
        var request = lock(reference);
        files.destroy(reference, CaseFiles.NEEDLES);
        request.fulfil(clock.instant());
        record(request, "WITHDRAWAL_CARRIED_OUT", Map.of("leftovers", 0));
    }

    private Request lock(Reference reference) {
        return requests.lock(reference.value()).orElseThrow();
    }

    private Request get(Reference reference) {
        return requests.findById(reference.value()).orElseThrow();
    }

    private Organisation organisation(Request request) {
        return organisations.get(request.organisation());
    }

    private LocalDate evidenceUntil(Request request) {
        return LocalDate.now(clock).plusYears(organisation(request).evidenceYears());
    }

    private Evidence evidence(Reference reference) {
        return files.read(reference, CaseFiles.EVIDENCE, Evidence.class).orElseThrow();
    }

    private List<Contact> records(Reference reference) {
        return trail.recordsOf(reference).stream().map(contacts::get).toList();
    }

    /** The person's addresses; while it is not clear whose record it is, the proven one alone. */
    private List<Address> known(Request request) {
        if (!request.isAttributed()) {
            return List.of(files.of(request.reference()).provenAddress());
        }
        return withPeople(files.of(request.reference()), records(request.reference()))
                .reachable();
    }

    private CaseFile withPeople(CaseFile file, List<Contact> records) {
        var all = file;
        for (var contact : records) {
            var held = heldItems(contact.id());
            all = all.with(new CaseFile.Person(
                    contact.name(),
                    contact.email().map(Address::value).orElse(null),
                    contact.mobile().map(Address::value).orElse(null),
                    contact.number(),
                    contacts.leadsOf(contact.id()).stream()
                            .map(Lead::number)
                            .filter(number -> !held.contains(Items.lead(number)))
                            .toList()));
        }
        return all;
    }

    private List<String> heldItems(UUID contact) {
        return contacts.holdsOf(contact).stream().map(Hold::item).toList();
    }

    /** What stays, in words for the person; written when it was decided. */
    private List<String> keptFor(Reference reference) {
        return files.read(reference, CaseFiles.KEPT, String[].class)
                .map(List::of)
                .orElse(List.of());
    }

    private Traces traces(Request request, CaseFile file, List<Contact> records) {
        var ours = records.stream().map(Contact::id).toList();
        var others = file.reachable().stream()
                .flatMap(address -> contacts.heldAt(request.organisation(), address).stream())
                .map(Contact::id)
                .filter(id -> !ours.contains(id))
                .distinct()
                .toList();
        var parted = records.stream()
                .collect(Collectors.partitioningBy(
                        record -> heldItems(record.id()).isEmpty()));
        var numbers = new ArrayList<Long>();
        file.records().forEach(person -> {
            numbers.add(person.number());
            numbers.addAll(person.leads());
        });
        var names = parted.get(true).stream()
                .flatMap(record -> Stream.of(record.firstName(), record.lastName()))
                .filter(name -> name != null && !name.isBlank())
                .toList();
        return new Traces(
                List.copyOf(file.addresses()),
                numbers,
                names,
                parted.get(true).stream().map(Contact::id).toList(),
                Stream.concat(others.stream(), parted.get(false).stream().map(Contact::id))
                        .toList());
    }

    private void record(Request request, String kind, Map<String, ?> detail) {
        var fact = Fact.of(request.reference(), kind).about(request.pseudonym().toString());
        for (var entry : detail.entrySet()) {
            fact = fact.with(entry.getKey(), entry.getValue());
        }
        activity.record(fact);
    }
}
