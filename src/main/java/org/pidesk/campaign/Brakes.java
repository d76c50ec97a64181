package org.pidesk.campaign;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Reference;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Brings a campaign to rest before its carrier would: judged by what became of its last messages. */
@Component
class Brakes {
    /** One complaint may be chance, and two of few messages are none. */
    private static final int TOO_MANY_COMPLAINTS = 2;
    /** In a row. Each of them has cost somebody the question, or is a text that may never have left. */
    private static final int TOO_MANY_IN_DOUBT = 20;

    private final JdbcClient database;
    private final CampaignStore campaigns;
    private final Recipients recipients;
    private final LawfulHours hours;
    private final OptOutList optOuts;
    private final CampaignNotes notes;
    private final CampaignMails mails;
    private final CampaignSettings settings;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Brakes(
            JdbcClient database,
            CampaignStore campaigns,
            Recipients recipients,
            LawfulHours hours,
            OptOutList optOuts,
            CampaignNotes notes,
            CampaignMails mails,
            CampaignSettings settings,
            ActivityLog activity,
            ApplicationEventPublisher events,
            Clock clock) {
        this.database = database;
        this.campaigns = campaigns;
        this.recipients = recipients;
        this.hours = hours;
        this.optOuts = optOuts;
        this.notes = notes;
        this.mails = mails;
        this.settings = settings;
        this.activity = activity;
        this.events = events;
        this.clock = clock;
    }

    /** How the last messages of a campaign went. */
    record Window(int sent, int bounced, int complained) {
        double bounces() {
            return sent == 0 ? 0 : (double) bounced / sent;
        }

        double complaints() {
            return sent == 0 ? 0 : (double) complained / sent;
        }
    }

    /** In the caller's transaction. @return whether it rests now */
    boolean apply(Campaign campaign) {
        if (!campaign.isRunning() || isThroughWithSending(campaign)) {
            return campaign.isPaused();
        }
        var why = judge(campaign);
        why.ifPresent(reason -> pause(campaign.reference(), reason, Fact.SYSTEM));
        return why.isPresent();
    }

    /** The same where its process is at a step, and asks by itself before the next. */
    boolean applyAtAStep(Campaign campaign) {
        if (!campaign.isRunning()) {
            return campaign.isPaused();
        }
        var why = judge(campaign);
        why.ifPresent(reason -> bringToRest(campaign.reference(), reason, Fact.SYSTEM));
        return why.isPresent();
    }

    /**
     * Whether it only waits for answers: nothing is left that a pause could hold back, and nobody would be asked whether it
     * goes on. Until its next wave is due, its process has not found that out yet.
     */
    boolean isThroughWithSending(Campaign campaign) {
        return campaign.stopped()
                || campaign.releasedAt() != null
                        && !hours.from(campaign.releasedAt().plus(settings.wave()))
                                .isAfter(clock.instant())
                        && recipients.notSentYet(campaign.reference()) == 0;
    }

    void pause(Reference campaign, Pause why, String by) {
        if (bringToRest(campaign, why, by)) {
            events.publishEvent(new CampaignPaused(campaign, why));
        }
    }

    private boolean bringToRest(Reference campaign, Pause why, String by) {
        if (!campaigns.pause(campaign, why)) {
            return false;
        }
        notes.keep(campaign, Decision.PAUSED, why == Pause.PERSON ? "by hand" : why.words(), by);
        activity.record(Fact.of(campaign, "CAMPAIGN_PAUSED").by(by).with("why", why));
        if (by.equals(Fact.SYSTEM)) {
            mails.paused(campaigns.get(campaign));
        }
        return true;
    }

    private Optional<Pause> judge(Campaign campaign) {
        if (optOuts.isStale(campaign.organisation())) {
            return Optional.of(Pause.REGISTRY);
        }
        if (campaign.goesOnce() && isCarrierSilent(campaign)) {
            return Optional.of(Pause.SILENCE);
        }
        var last = last(campaign);
        if (last.sent() >= settings.leastSample() && last.bounces() >= settings.pauseAtBounces()) {
            return Optional.of(Pause.BOUNCES);
        }
        if (last.complained() >= TOO_MANY_COMPLAINTS && last.complaints() >= settings.pauseAtComplaints()
                || last.sent() >= settings.leastSampleOfComplaints()
                        && last.complaints() >= settings.pauseAtComplaints()) {
            return Optional.of(Pause.COMPLAINTS);
        }
        return Optional.empty();
    }

    /** The last that were handed over since a person looked at them. */
    Window last(Campaign campaign) {
        return database.sql("""
                        select count(*), count(bounced_at), count(complained_at)
                        from (select bounced_at, complained_at from campaign_recipient
                            where campaign = :campaign and sent_at is not null and sent_at > :since
                            order by sent_at desc limit :window) last""")
                .param("campaign", campaign.reference().value())
                .param("since", since(campaign))
                .param("window", settings.window())
                .query((row, number) -> new Window(row.getInt(1), row.getInt(2), row.getInt(3)))
                .single();
    }

    /** Whether the last ones are all in doubt, and not because a sender died. */
    private boolean isCarrierSilent(Campaign campaign) {
        return database.sql("""
                        select count(*) filter (where status = 'UNSURE' and code <> 'LEASE') = :many
                        from (select status, code from campaign_recipient
                            where campaign = :campaign and sent_at is not null and sent_at > :since
                            order by sent_at desc limit :many) last""")
                .param("campaign", campaign.reference().value())
                .param("since", since(campaign))
                .param("many", TOO_MANY_IN_DOUBT)
                .query(Boolean.class)
                .single();
    }

    private static Timestamp since(Campaign campaign) {
        return Timestamp.from(campaign.judgedFrom() == null ? Instant.EPOCH : campaign.judgedFrom());
    }
}
