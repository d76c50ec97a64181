package org.pidesk.notice;

import java.util.List;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Honours a text message that says STOP, and says so once. It stops marketing and nothing else: anybody can send in
 * anybody's name.
 */
@Service
class Stops {
    private final SentMessages sent;
    private final Organisations organisations;
    private final Contacts contacts;
    private final MarketingEnds ends;
    private final Notices notices;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;

    Stops(
            SentMessages sent,
            Organisations organisations,
            Contacts contacts,
            MarketingEnds ends,
            Notices notices,
            ActivityLog activity,
            ApplicationEventPublisher events) {
        this.sent = sent;
        this.organisations = organisations;
        this.contacts = contacts;
        this.ends = ends;
        this.notices = notices;
        this.activity = activity;
        this.events = events;
    }

    /** Every organisation that wrote there of late is meant; else every one that could. */
    @Transactional
    public void stop(MobileNumber mobile) {
        var all = organisations.all().stream().map(Organisation::id).toList();
        var writers = sent.writersTo(mobile, all);
        (writers.isEmpty() ? holders(mobile, all) : writers).forEach(organisation -> stop(organisation, mobile));
    }

    private List<OrganisationId> holders(MobileNumber mobile, List<OrganisationId> all) {
        return all.stream()
                .filter(organisation ->
                        !contacts.idsHeldAt(organisation, mobile).isEmpty())
                .toList();
    }

    private void stop(OrganisationId organisation, MobileNumber mobile) {
        var reference = Reference.random();
        if (ends.end(organisation, mobile, MarketingEnds.By.TEXT_MESSAGE, reference)) {
            activity.record(Fact.of(reference, "MARKETING_STOPPED_BY_TEXT")
                    .by(Fact.PERSON)
                    .ofOrganisation(organisation));
            notices.send(Notice.of(Kind.STOPPED, organisation, mobile));
        }
        events.publishEvent(new StopReceived(organisation, mobile));
    }
}
