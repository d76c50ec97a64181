package org.pidesk.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.campaign.Campaign.Outcome;
import org.pidesk.campaign.Campaign.State;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.staff.StaffMembers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the steps of {@code processes/optInCampaign.bpmn} do. Each can be done twice, and then has been done once. */
@Service
@Transactional
public class OptIns {
    /** A list gets no younger while it waits; who approves has two days, and who decides over a pause one. */
    private static final Duration TO_APPROVE = Duration.ofDays(2);

    private static final Duration TO_DECIDE = Duration.ofDays(1);

    private final CampaignStore campaigns;
    private final Recipients recipients;
    private final Figures figures;
    private final CampaignDrafts drafts;
    private final Screening screening;
    private final Waves waves;
    private final CampaignMails mails;
    private final StaffMembers staff;
    private final CampaignSettings settings;
    private final ActivityLog activity;
    private final JdbcClient database;
    private final Clock clock;

    OptIns(
            CampaignStore campaigns,
            Recipients recipients,
            Figures figures,
            CampaignDrafts drafts,
            Screening screening,
            Waves waves,
            CampaignMails mails,
            StaffMembers staff,
            CampaignSettings settings,
            ActivityLog activity,
            JdbcClient database,
            Clock clock) {
        this.campaigns = campaigns;
        this.recipients = recipients;
        this.figures = figures;
        this.drafts = drafts;
        this.screening = screening;
        this.waves = waves;
        this.mails = mails;
        this.staff = staff;
        this.settings = settings;
        this.activity = activity;
        this.database = database;
        this.clock = clock;
    }

    /** Whose campaign it is; empty when there is none of this name. */
    @Transactional(readOnly = true)
    public Optional<OrganisationId> organisationOf(Reference reference) {
        return campaigns.find(reference).map(Campaign::organisation);
    }

    /** Whether addresses came from a third party, and nothing shows that it may pass them on (section 69, section 11). */
    @Transactional(readOnly = true)
    public boolean isPermissionMissing(Reference reference) {
        return recipients.sources(reference).keySet().stream().anyMatch(Source::needsPermission)
                && !drafts.hasPermission(reference);
    }

    /** Nobody of the list is asked, and nothing of it is kept. */
    public void tellComplianceManager(Reference reference) {
        var campaign = campaigns.lock(reference);
        if (campaign.hasEnded()) {
            return;
        }
        var people = recipients.sources(reference).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        end(reference, Outcome.BOUGHT_LIST);
        mails.boughtListRefused(campaign);
        activity.record(Fact.of(reference, "BOUGHT_LIST_REFUSED")
                .with("by", campaign.startedBy())
                .with("people", people));
    }

    public void screenList(Reference reference) {
        var campaign = campaigns.lock(reference);
        if (campaign.state() != State.SCREENING) {
            return;
        }
        screening.screen(campaign);
        var ready = recipients.ready(reference);
        activity.record(Fact.of(reference, "LIST_SCREENED").with("ready", ready));
        if (ready == 0) {
            end(reference, Outcome.NOBODY_LEFT);
        } else {
            campaigns.advance(reference, State.SCREENING, State.APPROVAL);
        }
    }

    @Transactional(readOnly = true)
    public boolean isNobodyLeft(Reference reference) {
        return campaigns.get(reference).outcome() == Outcome.NOBODY_LEFT;
    }

    @Transactional(readOnly = true)
    public boolean isRefused(Reference reference) {
        return campaigns.get(reference).outcome() == Outcome.REFUSED;
    }

    /** Whether a compliance manager began it: then staff may approve it too, for somebody else has to. */
    @Transactional(readOnly = true)
    public boolean isBegunByAComplianceManager(Reference reference) {
        return staff.overseenBy(campaigns.get(reference).startedBy()).isPresent();
    }

    public Instant approvalLateAt() {
        return clock.instant().plus(TO_APPROVE);
    }

    public Instant decisionLateAt() {
        return clock.instant().plus(TO_DECIDE);
    }

    @Transactional(readOnly = true)
    public Instant nextWaveAt(Reference reference) {
        return waves.nextAt(campaigns.get(reference));
    }

    public void releaseWave(Reference reference) {
        waves.release(reference);
    }

    @Transactional(readOnly = true)
    public boolean isPaused(Reference reference) {
        return campaigns.get(reference).isPaused();
    }

    @Transactional(readOnly = true)
    public boolean isStopped(Reference reference) {
        return campaigns.get(reference).stopped();
    }

    @Transactional(readOnly = true)
    public boolean isEverybodyAsked(Reference reference) {
        return recipients.notSentYet(reference) == 0;
    }

    /** Thirty days after the last question; at once when none was put. */
    @Transactional(readOnly = true)
    public Instant silenceEndsAt(Reference reference) {
        return database.sql("select max(sent_at) from campaign_recipient where campaign = ?")
                .param(reference.value())
                .query((row, number) -> row.getTimestamp(1) == null
                        ? clock.instant()
                        : row.getTimestamp(1).toInstant())
                .single()
                .plus(Duration.ofDays(settings.silence()));
    }

    /** Who has not answered has not agreed; the ledger keeps that they were asked. */
    public void takeSilenceForNo(Reference reference) {
        recipients.takeSilenceForNo(reference);
    }

    /** What came of it, in numbers; of the people nothing is kept but the answers that they gave. */
    public void reportCampaign(Reference reference) {
        var campaign = campaigns.lock(reference);
        if (campaign.hasEnded()) {
            return;
        }
        var numbers = figures.of(campaign);
        end(reference, campaign.stopped() ? Outcome.STOPPED : Outcome.DONE);
        activity.record(Fact.of(reference, "CAMPAIGN_REPORTED")
                .with(Map.of(
                        "sent", numbers.get(Figure.SENT),
                        "agreed", numbers.get(Figure.YES),
                        "declined", numbers.get(Figure.NO),
                        "silent", numbers.get(Figure.SILENT),
                        "undelivered", numbers.get(Figure.UNDELIVERED))));
    }

    /** Nobody waits for what has ended, whatever it ended with. */
    void end(Reference reference, Outcome outcome) {
        recipients.leaveOutTheRest(reference);
        figures.keep(reference);
        recipients.forget(reference);
        drafts.keepPermissionForProof(campaigns.get(reference));
        campaigns.end(reference, outcome);
    }
}
