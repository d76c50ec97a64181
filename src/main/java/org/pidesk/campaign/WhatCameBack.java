package org.pidesk.campaign;

import org.pidesk.consent.Unsubscribed;
import org.pidesk.contact.ContactDeIdentified;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.AddressBounced;
import org.pidesk.notice.ComplaintReceived;
import org.pidesk.notice.StopReceived;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Notes at a campaign's people what became of their message, and brings the campaign to rest where it is too much. */
@Component
class WhatCameBack {
    private final Recipients recipients;
    private final CampaignStore campaigns;
    private final Prints prints;
    private final Brakes brakes;

    WhatCameBack(Recipients recipients, CampaignStore campaigns, Prints prints, Brakes brakes) {
        this.recipients = recipients;
        this.campaigns = campaigns;
        this.prints = prints;
        this.brakes = brakes;
    }

    @EventListener
    void on(AddressBounced bounced) {
        recipients.bounced(bounced.origin(), bounced.hard()).ifPresent(this::judge);
    }

    @EventListener
    void on(ComplaintReceived complaint) {
        var organisation = complaint.organisation();
        var campaign = complaint.origin() == null
                ? recipients.complained(organisation, prints.each(organisation, complaint.address()))
                : recipients.complained(complaint.origin());
        campaign.ifPresent(this::judge);
    }

    @EventListener
    void on(Unsubscribed left) {
        recipients.unsubscribed(left.message());
    }

    @EventListener
    void on(StopReceived stop) {
        recipients.unsubscribed(stop.organisation(), prints.each(stop.organisation(), stop.mobile()));
    }

    @EventListener
    void on(ContactDeIdentified gone) {
        recipients.forgetPerson(gone.contact());
    }

    private void judge(Reference campaign) {
        brakes.apply(campaigns.get(campaign));
    }
}
