package org.pidesk.request;

import java.time.Clock;
import java.util.Map;
import org.pidesk.activity.ActivityLog;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.pidesk.suppression.Suppressions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is left of a withdrawal when everything must stay: consent ends all the same (section 11(2)(b)), and nobody goes on
 * with what rested on it alone, neither we nor any system that works for us (sections 11(4) and 69). Of a request to be
 * de-identified that is refused only our own part is left: it asked no system for anything.
 */
@Service
@Transactional
public class MarketingStops {
    private final RequestRepository requests;
    private final CasePeople people;
    private final CaseFiles files;
    private final Contacts contacts;
    private final Suppressions suppressions;
    private final Operators operators;
    private final Colleagues colleagues;
    private final PersonalNotices notices;
    private final Reports reports;
    private final LeftOutSystems leftOut;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MarketingStops(
            RequestRepository requests,
            CasePeople people,
            CaseFiles files,
            Contacts contacts,
            Suppressions suppressions,
            Operators operators,
            Colleagues colleagues,
            PersonalNotices notices,
            Reports reports,
            LeftOutSystems leftOut,
            ActivityLog activity,
            ApplicationEventPublisher events,
            Clock clock) {
        this.requests = requests;
        this.people = people;
        this.files = files;
        this.contacts = contacts;
        this.suppressions = suppressions;
        this.operators = operators;
        this.colleagues = colleagues;
        this.notices = notices;
        this.reports = reports;
        this.leftOut = leftOut;
        this.activity = activity;
        this.events = events;
        this.clock = clock;
    }

    /** Marketing stops here. Whom to look for in the other systems is sealed for those who do. */
    public void withdrawConsentAllTheSame(Reference reference) {
        files.keep(reference, CaseFiles.WORKING_COPY, stopHere(requests.locked(reference)), null);
    }

    /**
     * The records note that there is no consent any more, the black lists stop everything but answers, and those of the
     * organisation who know the person are told. @return what the records say
     */
    CaseFile stopHere(Request request) {
        var file = people.file(request.reference());
        var records = people.records(request.reference());
        records.forEach(record -> contacts.withdrawConsent(record.id()));
        file.reachable().forEach(address -> suppressions.cover(request.organisation(), address));
        record(request, "CONSENT_WITHDRAWN", Map.of());
        colleagues.tellKeyContacts(request, file);
        records.forEach(record -> colleagues.tellWhoWorks(request, record, contacts.openLeadsOf(record.id())));
        return file;
    }

    /** Tells the person in writing that consent is withdrawn, what stays and why, and which system has stopped. */
    public void confirmToPerson(Reference reference) {
        var request = requests.locked(reference);
        var report = reports.ofConsentAlone(request);
        files.of(reference).whereAsked().forEach(address -> notices.confirmation(request, address, report));
        record(request, "CONFIRMED_TO_PERSON", Map.of());
    }

    /** The person has the answer, or cannot be reached; a suspended system may still have to be told. */
    public void closeCase(Reference reference) {
        var request = requests.locked(reference);
        if (!leftOut.any(reference)) {
            files.destroy(reference, CaseFiles.WORKING_COPY);
        }
        if (request.isOpen()) {
            request.endRefused(clock.instant());
            record(
                    request,
                    "MARKETING_STOPPED",
                    Map.of("systems", operators.asked(reference).size()));
            events.publishEvent(new RequestClosed(reference));
        } else {
            record(request, LeftOutSystems.TOLD, Map.of());
        }
    }

    private void record(Request request, String kind, Map<String, ?> detail) {
        activity.record(request.fact(kind).with(detail));
    }
}
