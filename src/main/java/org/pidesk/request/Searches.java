package org.pidesk.request;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Carries a look-up that found nothing here through every other system, to the written answer. */
@Service
@Transactional
public class Searches {
    private final RequestRepository requests;
    private final CaseFiles files;
    private final CaseClock clocks;
    private final PersonalNotices notices;
    private final LookUpQueue queue;
    private final LookUpAlerts alerts;
    private final Findings findings;
    private final TaskProof proof;
    private final Operators operators;
    private final Contacts contacts;
    private final Organisations organisations;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Searches(
            RequestRepository requests,
            CaseFiles files,
            CaseClock clocks,
            PersonalNotices notices,
            LookUpQueue queue,
            LookUpAlerts alerts,
            Findings findings,
            TaskProof proof,
            Operators operators,
            Contacts contacts,
            Organisations organisations,
            ActivityLog activity,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.files = files;
        this.clocks = clocks;
        this.notices = notices;
        this.queue = queue;
        this.alerts = alerts;
        this.findings = findings;
        this.proof = proof;
        this.operators = operators;
        this.contacts = contacts;
        this.organisations = organisations;
        this.activity = activity;
        this.events = events;
        this.clock = clock;
    }

    /** Tells the person that we hold nothing ourselves and look elsewhere, and whether that has to wait. */
    public void acknowledgeLookUp(Reference reference) {
        var request = requests.locked(reference);
        notices.lookUpReceipt(request, files.of(reference).provenAddress(), !queue.isTurnOf(request));
    }

    /** Whether so many are searched for already that this one has to wait. */
    @Transactional(readOnly = true)
    public boolean mustWait(Reference reference) {
        return !queue.isTurnOf(requests.get(reference));
    }

    /** Tells the key contacts, by a mail for this look-up or by one for many. */
    public void alertKeyContacts(Reference reference) {
        var request = requests.locked(reference);
        var alone = alerts.tell(request);
        record(request, "KEY_CONTACTS_ALERTED", Map.of("mail", alone ? "ONE_FOR_THIS" : "ONE_FOR_MANY"));
    }

    /** Whether the compliance manager has given up waiting for a system. */
    @Transactional(readOnly = true)
    public boolean isClosedUnanswered(Reference reference, UUID system) {
        return operators
                .answer(reference, system)
                .filter(answer -> answer.outcome() == Outcome.UNANSWERED)
                .isPresent();
    }

    /** Tells the Information Officer that a system is silent though it was chased. */
    public void remindInformationOfficer(Reference reference) {
        var request = requests.locked(reference);
        notices.late(request, organisation(request), "Chase a silent system");
        record(request, "INFORMATION_OFFICER_REMINDED", Map.of());
    }

    /** Whether any system holds something of the person. */
    @Transactional(readOnly = true)
    public boolean anythingFound(Reference reference) {
        return findings.anything(reference);
    }

    /** Whether nothing was found, and a system that never answered may hold something all the same. */
    @Transactional(readOnly = true)
    public boolean notAllAnswered(Reference reference) {
        return !findings.anything(reference) && !findings.allAnswered(reference);
    }

    /** Answers in writing (section 23(1)); from here on nothing can be cancelled. */
    public void answerPerson(Reference reference) {
        var request = requests.locked(reference);
        clocks.goesOn(request, Fact.SYSTEM);
        request.begin(clock.instant());
        var address = files.of(reference).provenAddress();
        var ours = !contacts.heldAt(request.organisation(), address).isEmpty();
        notices.lookUpAnswer(request, address, findings, ours, files.endOfEvidence(request.organisation()));
        record(request, "LOOK_UP_ANSWERED", Map.of("found", findings.anything(reference) ? "YES" : "NO"));
    }

    /** Purges the searched address: its keyed fingerprint and the sealed evidence remain. */
    public void closeLookUp(Reference reference) {
        var request = requests.locked(reference);
        forgetWhomToLookFor(reference);
        request.fulfil(clock.instant());
        record(request, "LOOK_UP_CLOSED", Map.of());
        events.publishEvent(new RequestClosed(reference));
    }

    /** Tells the person that nobody looks any further. */
    public void tellOfCancellation(Reference reference) {
        var request = requests.locked(reference);
        notices.lookUpCancelled(
                request, files.of(reference).provenAddress(), proof.wordsOf(request, LookUpAbuse.BECAUSE));
    }

    /** Nobody needs to read the address of a cancelled look-up. */
    public void forgetAddress(Reference reference) {
        var request = requests.locked(reference);
        forgetWhomToLookFor(reference);
        record(request, "ADDRESS_FORGOTTEN", Map.of());
        events.publishEvent(new RequestClosed(reference));
    }

    /** So a system that was left out cannot be asked any more either. */
    private void forgetWhomToLookFor(Reference reference) {
        files.destroy(reference, CaseFiles.WORKING_COPY);
        operators.forgetLeftOut(reference);
    }

    private Organisation organisation(Request request) {
        return organisations.get(request.organisation());
    }

    private void record(Request request, String kind, Map<String, ?> detail) {
        activity.record(request.fact(kind).with(detail));
    }
}
