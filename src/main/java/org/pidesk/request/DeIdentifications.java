package org.pidesk.request;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Lead;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Reference;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.suppression.Suppressions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is done to de-identify a person, step by step, whoever began it. Each step locks its case, acts in the caller's
 * transaction, and acts once: the engine may repeat a step only when nothing of it was committed.
 */
@Service
@Transactional
public class DeIdentifications {
    private final Reception reception;
    private final RequestRepository requests;
    private final Trail trail;
    private final CaseFiles files;
    private final CaseClock clocks;
    private final CasePeople people;
    private final OtherRequests others;
    private final Restrictions restrictions;
    private final EndedPurposes purposes;
    private final PersonalNotices notices;
    private final RemovalLetters letters;
    private final MarketingStops marketing;
    private final Colleagues colleagues;
    private final Reports reports;
    private final TaskProof proof;
    private final Contacts contacts;
    private final Suppressions suppressions;
    private final Organisations organisations;
    private final LeftoverPass leftovers;
    private final LeftOutSystems leftOut;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DeIdentifications(
            Reception reception,
            RequestRepository requests,
            Trail trail,
            CaseFiles files,
            CaseClock clocks,
            CasePeople people,
            OtherRequests others,
            Restrictions restrictions,
            EndedPurposes purposes,
            PersonalNotices notices,
            RemovalLetters letters,
            MarketingStops marketing,
            Colleagues colleagues,
            Reports reports,
            TaskProof proof,
            Contacts contacts,
            Suppressions suppressions,
            Organisations organisations,
            LeftoverPass leftovers,
            LeftOutSystems leftOut,
            ActivityLog activity,
            ApplicationEventPublisher events,
            Clock clock) {
        this.reception = reception;
        this.requests = requests;
        this.trail = trail;
        this.files = files;
        this.clocks = clocks;
        this.people = people;
        this.others = others;
        this.restrictions = restrictions;
        this.purposes = purposes;
        this.notices = notices;
        this.letters = letters;
        this.marketing = marketing;
        this.colleagues = colleagues;
        this.reports = reports;
        this.proof = proof;
        this.contacts = contacts;
        this.suppressions = suppressions;
        this.organisations = organisations;
        this.leftovers = leftovers;
        this.leftOut = leftOut;
        this.activity = activity;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes in a person's request to be de-identified: the record is restricted and a receipt is on its way when this
     * returns. Asked again while one is open, or while a withdrawal is, it is the same one.
     *
     * @param wording the version of the page that the person confirmed
     */
    public Reference receive(Proof proven, String wording) {
        return reception.receive(proven, RequestType.DE_IDENTIFICATION, wording, request -> {});
    }

    /**
     * Opens a case that nobody asked for: the purpose for which the record was kept has ended (section 14(4)). The person
     * is not written to; the activity log has it all.
     *
     * @param by who of the staff says so, or {@link Fact#SYSTEM}
     * @param reason why the purpose has ended; it is kept as evidence
     */
    public Reference begin(UUID record, String by, String reason) {
        return reception.begin(
                contacts.get(record),
                by,
                request -> proof.keep(
                        request, EndedPurposes.BEGUN, reason, "PURPOSE_ENDED", by, Map.of("due", request.due())));
    }

    /** Whether the person asked; otherwise the purpose ended, and nobody waits for an answer. */
    @Transactional(readOnly = true)
    public boolean askedByThePerson(Reference reference) {
        return requests.get(reference).askedByThePerson();
    }

    /** Stops at once: from now on nothing is sent to the person but answers to this request. */
    public void restrictRecord(Reference reference) {
        var request = requests.locked(reference);
        var records = trail.recordsOf(reference);
        records.forEach(contacts::restrict);
        record(request, "RECORD_RESTRICTED", Map.of("records", records.size()));
    }

    /**
     * Tells the person that the request is here, and every other address of a known record that somebody asked. Where
     * nobody asked, there is nothing to acknowledge.
     */
    public void acknowledgeRequest(Reference reference) {
        var request = requests.locked(reference);
        if (request.askedByThePerson()) {
            notices.receipt(request, files.of(reference).provenAddress());
            warnOtherAddresses(reference);
        }
    }

    /** Tells the person's other addresses, as far as it is clear whose they are, that somebody asked in their name. */
    public void warnOtherAddresses(Reference reference) {
        var request = requests.locked(reference);
        var askers = files.of(reference).whereAsked();
        people.addresses(request).stream()
                .filter(address -> !askers.contains(address))
                .forEach(address -> {
                    trail.knows(reference, request.organisation(), address, false);
                    notices.askedInYourName(request, address);
                });
    }

    /** How many records carry the address that was proven. */
    @Transactional(readOnly = true)
    public int recordsFound(Reference reference) {
        return trail.recordsOf(reference).size();
    }

    /** Whether nothing, a part or everything must stay; null before it is decided, and after it was sent back. */
    @Transactional(readOnly = true)
    public Decision decision(Reference reference) {
        return requests.get(reference).decision();
    }

    /** Tells the Information Officer that a case waits for its decision or its release. */
    public void remindInformationOfficer(Reference reference) {
        var request = requests.locked(reference);
        notices.late(request, organisation(request));
        record(request, "INFORMATION_OFFICER_REMINDED", Map.of());
    }

    /**
     * Refuses to remove, because everything must stay: restricted, for its ground alone (section 14(7)). That ends the
     * case, and whoever wanted to be removed wants no marketing either; of a withdrawal {@link MarketingStops} has the rest.
     */
    public void refuse(Reference reference) {
        var request = requests.locked(reference);
        request.refuse(clock.instant());
        if (request.askedByThePerson()) {
            letters.refuse(request);
        }
        restrictions.forget(reference);
        trail.recordsOf(reference).forEach(purposes::areAnswered);
        record(request, "REMOVAL_REFUSED", Map.of("ground", request.refusal()));
        if (!request.isOpen()) {
            if (request.askedByThePerson()) {
                marketing.stopHere(request);
            }
            files.destroy(reference, CaseFiles.WORKING_COPY);
            events.publishEvent(new RequestClosed(reference));
        }
    }

    /** Tells every address known what will happen and until when it can be undone, and starts the pause. */
    public void announcePause(Reference reference) {
        var request = requests.locked(reference);
        letters.announcePause(request);
        record(request, "PAUSE_ANNOUNCED", Map.of("until", request.pauseEndsAt()));
    }

    /** The end of the pause. */
    @Transactional(readOnly = true)
    public Instant pauseEndsAt(Reference reference) {
        return requests.get(reference).pauseEndsAt();
    }

    /**
     * Whether the person's request for access or correction is open: it must be answered from what is there. Whoever
     * closes one waits until this is committed, or this until that is; so no case can miss the end of another.
     */
    public boolean anotherRequestIsOpen(Reference reference) {
        return others.areOpen(requests.get(reference));
    }

    /** Whether a case that waits for others waits no longer, now that this one is closed in the caller's transaction. */
    public boolean isFreeToGoOn(Reference waiting, Reference closed) {
        var request = requests.get(waiting);
        return request.organisation().equals(requests.get(closed).organisation()) && !others.areStillOpen(request);
    }

    /** Tells every address known that the request was cancelled; only then may the restriction go (section 14(8)). */
    public void tellOfCancellation(Reference reference) {
        var request = requests.locked(reference);
        people.addresses(request).forEach(address -> notices.cancelled(request, address));
    }

    /** Puts the record back as it was: restricted still where another case or an earlier decision restricts it. */
    public void liftRestriction(Reference reference) {
        var request = requests.locked(reference);
        aloneWithRecordsOf(reference);
        restrictions.putHoldsBack(reference);
        trail.recordsOf(reference).forEach(record -> letGo(reference, record));
        files.destroy(reference, CaseFiles.WORKING_COPY);
        files.destroy(reference, CaseFiles.KEPT);
        record(request, "RESTRICTION_LIFTED", Map.of());
    }

    /** To be called before a record is locked: whoever begins a case about one takes them in this order, too. */
    void aloneWithRecordsOf(Reference reference) {
        reception.alone(trail.recordsOf(reference));
    }

    /** The case is about this record no more; what staff had begun about it before the person asked begins anew. */
    void letGo(Reference reference, UUID record) {
        restrictions.letGo(reference, record);
        purposes.comeBackTo(record).forEach(cause -> begin(record, cause.by(), cause.reason()));
    }

    /** From here on nothing can be undone: what the rest of the case needs goes into the vault. */
    public void sealWorkingCopy(Reference reference) {
        var request = requests.locked(reference);
        clocks.goesOn(request, Fact.SYSTEM);
        request.begin(clock.instant());
        var file = people.file(reference);
        files.keep(reference, CaseFiles.WORKING_COPY, file, null);
        files.keep(reference, CaseFiles.NEEDLES, people.traces(request, file), null);
        purposes.remember(request, file);
        files.keepAsEvidence(
                request, CaseFiles.EVIDENCE, files.evidence(reference).with(file.records()));
        record(
                request,
                "DE_IDENTIFICATION_BEGUN",
                Map.of("records", file.records().size()));
    }

    /**
     * Each address goes onto the list of its kind, by itself; the log says nothing of it (house rule: no link). Who did
     * not ask for this stands on no list, unless they have said no to marketing: that goes by their record.
     */
    public void blackListAddresses(Reference reference) {
        var request = requests.locked(reference);
        if (request.askedByThePerson()) {
            files.of(reference).reachable().forEach(address -> suppressions.cover(request.organisation(), address));
        } else {
            trail.recordsOf(reference).forEach(contacts::announceDeIdentification);
        }
    }

    /** Marks the open enquiries lost, and tells each person who works one. */
    public void markLeadsLost(Reference reference) {
        var request = requests.locked(reference);
        var lost = new ArrayList<Lead>();
        for (var record : people.records(reference)) {
            var leads = contacts.loseLeads(record.id());
            lost.addAll(leads);
            colleagues.tellWhoWorks(request, record, leads);
        }
        record(request, "LEADS_LOST", Map.of("leads", lost.size()));
    }

    /** De-identifies the records and all their enquiries, but what is held; the case forgets which records they were. */
    public void deIdentifyContact(Reference reference) {
        var request = requests.locked(reference);
        for (var record : trail.recordsOf(reference)) {
            contacts.withdrawConsent(record);
            contacts.deIdentify(record);
            trail.isNotAbout(reference, record);
            purposes.areAnswered(record);
        }
        restrictions.forget(reference);
        record(request, "CONTACT_DE_IDENTIFIED", Map.of("decision", decided(request)));
    }

    private static Decision decided(Request request) {
        return request.decision() == null ? Decision.NOTHING_HOLDS : request.decision();
    }

    /** Tells the key contacts that a customer was de-identified, and why. */
    public void tellKeyContacts(Reference reference) {
        colleagues.tellKeyContacts(requests.locked(reference), files.of(reference));
    }

    /** Tells the person in writing what was done, what stays and why (section 24(4)), wherever they asked from. */
    public void confirmToPerson(Reference reference) {
        var request = requests.locked(reference);
        var report = reports.of(request);
        files.of(reference).whereAsked().forEach(address -> notices.confirmation(request, address, report));
        record(request, "CONFIRMED_TO_PERSON", Map.of());
    }

    /**
     * The person has the answer, or is owed none, or cannot be reached: nothing is needed any more but the evidence, and
     * what a suspended system is to be told once it is taken up again.
     */
    public void destroyWorkingCopy(Reference reference) {
        var request = requests.locked(reference);
        if (request.isOpen()) {
            request.search(clock.instant());
            events.publishEvent(new LatenessChanged(reference));
        }
        if (leftOut.any(reference)) {
            record(request, "WORKING_COPY_KEPT", Map.of());
            return;
        }
        files.destroy(reference, CaseFiles.WORKING_COPY);
        files.destroy(reference, CaseFiles.KEPT);
        purposes.forget(request);
        record(request, "WORKING_COPY_DESTROYED", Map.of());
    }

    /**
     * Searches the whole database for what might be left; once only, because later the person may have come back.
     *
     * @throws LeftoversFound when something is: the engine tries again and then shows an incident
     */
    public void searchForLeftovers(Reference reference) {
        if (requests.get(reference).isOpen()) {
            leftovers.mustFindNothing(reference);
        }
    }

    /** Files that nothing was found, and closes the case; or that systems were told for which it went on. */
    public void closeCase(Reference reference) {
        var request = requests.locked(reference);
        if (request.isOpen()) {
            files.destroy(reference, CaseFiles.NEEDLES);
            request.fulfil(clock.instant());
            record(request, request.type() + "_CARRIED_OUT", Map.of("leftovers", 0));
            events.publishEvent(new RequestClosed(reference));
        } else {
            record(request, LeftOutSystems.TOLD, Map.of());
        }
    }

    private Organisation organisation(Request request) {
        return organisations.get(request.organisation());
    }

    private void record(Request request, String kind, Map<String, ?> detail) {
        activity.record(request.fact(kind).with(detail));
    }
}
