package org.pidesk.campaign;

import org.pidesk.consent.DetailLinks;
import org.pidesk.consent.Interests;
import org.pidesk.consent.Unsubscribes;
import org.pidesk.consent.Wordings;
import org.pidesk.kernel.MovableClock;
import org.pidesk.notice.Bulk;
import org.pidesk.organisation.Organisations;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/** What sends waves, as the product's, but for the way to the carrier that a test gives it. */
@Component
class MadeWaves {
    private final CampaignStore campaigns;
    private final Waves waves;
    private final BulkMails mails;
    private final Organisations organisations;
    private final Wordings wordings;
    private final Interests interests;
    private final Unsubscribes unsubscribes;
    private final DetailLinks details;
    private final CampaignSettings settings;
    private final ThreadPoolTaskScheduler threads;
    private final MovableClock clock;

    MadeWaves(
            CampaignStore campaigns,
            Waves waves,
            BulkMails mails,
            Organisations organisations,
            Wordings wordings,
            Interests interests,
            Unsubscribes unsubscribes,
            DetailLinks details,
            CampaignSettings settings,
            @Qualifier(CampaignConfiguration.SCHEDULER) ThreadPoolTaskScheduler threads,
            MovableClock clock) {
        this.campaigns = campaigns;
        this.waves = waves;
        this.mails = mails;
        this.organisations = organisations;
        this.wordings = wordings;
        this.interests = interests;
        this.unsubscribes = unsubscribes;
        this.details = details;
        this.settings = settings;
        this.threads = threads;
        this.clock = clock;
    }

    WaveSender over(Bulk bulk) {
        var post = new Post(
                bulk,
                organisations,
                wordings,
                interests,
                unsubscribes,
                details,
                settings,
                "https://pidesk.example",
                clock);
        return new WaveSender(campaigns, waves, post, mails, threads);
    }
}
