package org.pidesk.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.consent.Interest;
import org.pidesk.consent.Interests;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.TextSize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The campaigns of an organisation: how far each is, in numbers and in people, and a hand to stop it. */
@Service
@Transactional
public class Campaigns {
    private final CampaignStore store;
    private final Recipients recipients;
    private final Figures figures;
    private final People people;
    private final CampaignNotes notes;
    private final CampaignDrafts drafts;
    private final Brakes brakes;
    private final Interests interests;
    private final Post post;
    private final Waves waves;
    private final ActivityLog activity;

    Campaigns(
            CampaignStore store,
            Recipients recipients,
            Figures figures,
            People people,
            CampaignNotes notes,
            CampaignDrafts drafts,
            Brakes brakes,
            Interests interests,
            Post post,
            Waves waves,
            ActivityLog activity) {
        this.store = store;
        this.recipients = recipients;
        this.figures = figures;
        this.people = people;
        this.notes = notes;
        this.drafts = drafts;
        this.brakes = brakes;
        this.interests = interests;
        this.post = post;
        this.waves = waves;
        this.activity = activity;
    }

    /**
     * Somebody behind a figure.
     *
     * @param number the customer number; null without a record
     * @param name null when unknown, or once they are forgotten
     * @param address null once they are forgotten
     */
    public record Member(
            int line, Long number, String name, Address address, Status status, Reason reason, String code) {}

    /** The newest first. */
    @Transactional(readOnly = true)
    public List<Campaign> of(OrganisationId organisation, int from, int most) {
        return store.of(organisation, from, most);
    }

    /** Empty when it is another organisation's, or only a draft. */
    @Transactional(readOnly = true)
    public Optional<Campaign> find(OrganisationId organisation, Reference reference) {
        return store.find(reference)
                .filter(campaign -> campaign.organisation().equals(organisation))
                .filter(campaign -> !campaign.isDraft());
    }

    @Transactional(readOnly = true)
    public Map<Figure, Integer> figures(Campaign campaign) {
        return figures.of(campaign);
    }

    @Transactional(readOnly = true)
    public Map<Reason, Integer> leftOut(Campaign campaign) {
        return figures.leftOut(campaign.reference());
    }

    @Transactional(readOnly = true)
    public Map<Source, Integer> sources(Campaign campaign) {
        return recipients.sources(campaign.reference());
    }

    @Transactional(readOnly = true)
    public List<Note> notes(Campaign campaign) {
        return notes.of(campaign.reference());
    }

    @Transactional(readOnly = true)
    public List<String> question(Campaign campaign) {
        return post.question(campaign);
    }

    /** How long it is as a text message to many; empty of everything else. */
    @Transactional(readOnly = true)
    public Optional<TextSize> textSize(Campaign campaign) {
        return post.textSize(campaign);
    }

    @Transactional(readOnly = true)
    public Optional<String> interest(Campaign campaign) {
        return interests.find(campaign.organisation(), campaign.interest()).map(Interest::name);
    }

    @Transactional(readOnly = true)
    public Optional<byte[]> permission(Campaign campaign) {
        return drafts.permission(campaign.reference());
    }

    @Transactional(readOnly = true)
    public Instant nextWaveAt(Campaign campaign) {
        return waves.nextAt(campaign);
    }

    /** Whether a question waits for its answers only: it runs, and nobody is left who could be asked. */
    @Transactional(readOnly = true)
    public boolean waitsForAnswers(Campaign campaign) {
        return campaign.isOptIn() && campaign.isRunning() && recipients.notSentYet(campaign.reference()) == 0;
    }

    /** The people behind a figure, in the order of the list; that somebody looked is noted. */
    public List<Member> people(Campaign campaign, Figure figure, Reason reason, int after, int most, String reader) {
        var found = people.behind(campaign, figure, reason, after, most);
        activity.record(Fact.of(campaign.reference(), "CAMPAIGN_PEOPLE_READ")
                .by(reader)
                .with("figure", reason == null ? figure : reason)
                .with("found", found.size()));
        return found;
    }

    /** Whether it can be brought to rest by hand: it runs, and its process would still ask whether it goes on. */
    @Transactional(readOnly = true)
    public boolean mayBePaused(Campaign campaign) {
        return campaign.isRunning() && !brakes.isThroughWithSending(campaign);
    }

    /** Brings it to rest by hand. @throws CampaignRefused when it does not run */
    public void pause(Campaign campaign, String by) {
        var locked = store.lock(campaign.reference());
        if (!locked.isRunning()) {
            throw new CampaignRefused("campaign", "It does not run.");
        }
        if (brakes.isThroughWithSending(locked)) {
            throw new CampaignRefused("campaign", "Everybody has been written to: there is nothing left to pause.");
        }
        brakes.pause(campaign.reference(), Pause.PERSON, by);
    }

    /**
     * A backup was restored, which may not know to whom messages went since it was made: every campaign that runs rests
     * until a person has looked. @return how many
     */
    public int pauseAfterRestore() {
        var running = store.running();
        running.forEach(campaign -> brakes.pause(campaign.reference(), Pause.RESTORED, Fact.SYSTEM));
        return running.size();
    }
}
