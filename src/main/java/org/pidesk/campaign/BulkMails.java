package org.pidesk.campaign;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.campaign.Campaign.Kind;
import org.pidesk.campaign.Campaign.Outcome;
import org.pidesk.campaign.Campaign.State;
import org.pidesk.campaign.Recipients.Enlisted;
import org.pidesk.consent.Condition;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Interest;
import org.pidesk.consent.Interests;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.TextSize;
import org.pidesk.task.AnswerForm;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails and text messages to many of those who agreed, through the same gates as a question: somebody else approves them, they go in waves
 * inside the lawful hours, and come to rest by themselves.
 */
@Service
@Transactional
public class BulkMails {
    private static final int BATCH = 5_000;
    /** With who sends it, why and how to stop it, it stays within what each recipient may cost. */
    private static final int LONGEST_TEXT = 300;
    /** Each is paid for; one letter that is not in their alphabet makes seven of what would have been three or four. */
    private static final int MOST_MESSAGES = 4;

    private final CampaignStore campaigns;
    private final Recipients recipients;
    private final Figures figures;
    private final CampaignMails managers;
    private final Waves waves;
    private final Post post;
    private final CampaignNotes notes;
    private final Consents consents;
    private final Interests interests;
    private final Contacts contacts;
    private final MailGate gate;
    private final Readings readings;
    private final Prints prints;
    private final CampaignSettings settings;
    private final ActivityLog activity;
    private final JdbcClient database;
    private final Clock clock;

    BulkMails(
            CampaignStore campaigns,
            Recipients recipients,
            Figures figures,
            CampaignMails managers,
            Waves waves,
            Post post,
            CampaignNotes notes,
            Consents consents,
            Interests interests,
            Contacts contacts,
            MailGate gate,
            Readings readings,
            Prints prints,
            CampaignSettings settings,
            ActivityLog activity,
            JdbcClient database,
            Clock clock) {
        this.campaigns = campaigns;
        this.recipients = recipients;
        this.figures = figures;
        this.managers = managers;
        this.waves = waves;
        this.post = post;
        this.notes = notes;
        this.consents = consents;
        this.interests = interests;
        this.contacts = contacts;
        this.gate = gate;
        this.readings = readings;
        this.prints = prints;
        this.settings = settings;
        this.activity = activity;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Writes a mail that waits for somebody else's approval, with the list of those who would get it now.
     *
     * @param typed {@code title, channel, subject} (of a mail), {@code words, interest} (empty for all marketing) and
     *     {@code similar}
     * @throws CampaignRefused that says for each field what it lacks
     */
    public Reference propose(OrganisationId organisation, Map<String, ?> typed, String by) {
        var form = new AnswerForm(typed);
        var title = form.line("title", 3, 80, "Give it a name that your colleagues will know.");
        var channel = form.choice("channel", Channel.class, "Choose email or text message.");
        var isText = channel == Channel.SMS;
        var subject = isText ? null : form.line("subject", 3, 120, "Write the subject that people read.");
        var words = form.text("words", 20, isText ? LONGEST_TEXT : 8000, "Write what people read.");
        var interest = form.typed("interest").isEmpty() ? null : form.typed("interest");
        if (interest != null
                && interests
                        .find(organisation, interest)
                        .filter(Interest::isOpen)
                        .isEmpty()) {
            form.complain("interest", "There is no such interest any more.");
        }
        form.mustBeComplete(CampaignRefused::new);
        var reference = campaigns.draft(organisation, Kind.BULK, by);
        campaigns.describeMail(reference, channel, title, subject, words, interest, form.ticked("similar"));
        if (campaigns.isProposedAlready(reference)) {
            throw new CampaignRefused("title", "The same message of yours waits for approval already.");
        }
        var draft = campaigns.get(reference);
        post.textSize(draft).filter(size -> size.messages() > MOST_MESSAGES).ifPresent(size -> {
            throw new CampaignRefused("words", tooLong(size));
        });
        enlist(draft);
        if (recipients.ready(reference) == 0) {
            throw new CampaignRefused("interest", "Nobody can be written to about this: nobody has agreed to it.");
        }
        campaigns.advance(reference, State.DRAFT, State.APPROVAL);
        activity.record(Fact.of(reference, "MAIL_PROPOSED").by(by));
        managers.proposed(campaigns.get(reference));
        return reference;
    }

    private static String tooLong(TextSize size) {
        var count = "Each would get it as " + size.messages() + " text messages, with all that is added to it, and "
                + MOST_MESSAGES + " are the most. ";
        return size.letters().isEmpty()
                ? count + "Write less."
                : count + "Their short alphabet lacks these letters, and a single one leaves less than half the room: "
                        + String.join(" ", size.letters()) + " Write without them, or less.";
    }

    private void enlist(Campaign campaign) {
        var reference = campaign.reference();
        recipients.forget(reference);
        recipients.enlist(campaign, mayMarket(campaign));
        var batch = recipients.enlisted(reference, 0, BATCH);
        while (!batch.isEmpty()) {
            look(campaign, batch);
            batch = recipients.enlisted(reference, batch.get(batch.size() - 1).line(), BATCH);
        }
        recipients.leaveOutDuplicates(reference);
    }

    private Condition mayMarket(Campaign campaign) {
        return consents.mayMarket(campaign.channel(), campaign.interest(), campaign.similar());
    }

    private void look(Campaign campaign, List<Enlisted> batch) {
        var addresses =
                contacts.addressesOf(batch.stream().map(Enlisted::contact).toList(), campaign.channel());
        var against = gate.against(campaign.organisation(), addresses);
        var known = new HashMap<Integer, byte[]>();
        var out = new EnumMap<Reason, List<Integer>>(Reason.class);
        for (var row : batch) {
            if (against.containsKey(row.contact())) {
                out.computeIfAbsent(against.get(row.contact()), none -> new ArrayList<>())
                        .add(row.line());
            } else {
                known.put(row.line(), prints.of(campaign.organisation(), addresses.get(row.contact())));
            }
        }
        out.forEach((reason, lines) -> recipients.leaveOut(campaign.reference(), lines, reason));
        recipients.print(campaign.reference(), known);
    }

    /** @throws CampaignRefused when it was they who wrote it, or it does not wait for approval */
    public void approve(Campaign campaign, String reason, boolean similarOnly, String by) {
        var locked = campaigns.lock(campaign.reference());
        mustBeSecondPerson(locked, by);
        if (locked.similar() && !similarOnly) {
            throw new CampaignRefused(
                    "similarOnly",
                    "It goes to customers who never agreed: it may tell of products similar to what they bought only.");
        }
        post.lacks(locked).ifPresent(sentence -> {
            throw new CampaignRefused("verdict", sentence);
        });
        if (campaigns.approve(campaign.reference(), null, by) && locked.channel() == Channel.EMAIL) {
            readings.ground(locked.organisation())
                    .ifPresent(ground -> campaigns.countReading(locked.reference(), ground.words()));
        }
        decided(campaign.reference(), Decision.APPROVED, "CAMPAIGN_APPROVED", reason, by);
    }

    public void refuse(Campaign campaign, String reason, String by) {
        mustBeSecondPerson(campaigns.lock(campaign.reference()), by);
        figures.keep(campaign.reference());
        recipients.forget(campaign.reference());
        campaigns.end(campaign.reference(), Outcome.REFUSED);
        decided(campaign.reference(), Decision.REFUSED, "CAMPAIGN_REFUSED", reason, by);
    }

    private static void mustBeSecondPerson(Campaign campaign, String by) {
        if (campaign.kind() != Kind.BULK || campaign.state() != State.APPROVAL) {
            throw new CampaignRefused("verdict", "This does not wait for approval any more.");
        }
        if (campaign.startedBy().equals(by)) {
            throw new CampaignRefused("verdict", "You wrote it. Somebody else has to look at it.");
        }
    }

    public void resume(Campaign campaign, String reason, String by) {
        mustBeAMail(campaign);
        if (campaigns.resume(campaign.reference())) {
            decided(campaign.reference(), Decision.GOES_ON, "CAMPAIGN_RESUMED", reason, by);
        }
    }

    /** @throws CampaignRefused when there is nothing left to stop: what was never stopped is not noted as stopped */
    public void stop(Campaign campaign, String reason, String by) {
        mustBeAMail(campaign);
        var locked = campaigns.lock(campaign.reference());
        if (!locked.isPaused() && (!locked.isRunning() || locked.stopped())) {
            throw new CampaignRefused("campaign", "It does not run any more.");
        }
        campaigns.stop(campaign.reference());
        recipients.leaveOutTheRest(campaign.reference());
        decided(campaign.reference(), Decision.STOPPED, "CAMPAIGN_STOPPED", reason, by);
    }

    /** How a question goes on, its task asks. */
    private static void mustBeAMail(Campaign campaign) {
        if (campaign.kind() != Kind.BULK) {
            throw new CampaignRefused("campaign", "The task in Tasklist decides that.");
        }
    }

    private void decided(Reference reference, Decision decision, String fact, String reason, String by) {
        var words = new AnswerForm(Map.of("reason", reason)).text("reason", 0, 2000, "");
        notes.keep(reference, decision, words, by);
        activity.record(Fact.of(reference, fact).by(by));
    }

    /** No process stands behind a mail: its waves follow each other by themselves. */
    void releaseIfDue(Campaign campaign) {
        if (campaign.kind() == Kind.BULK && campaign.quota() == 0 && waves.isDue(campaign)) {
            waves.release(campaign.reference());
        }
    }

    void endIfSent(Campaign campaign) {
        if (campaign.kind() != Kind.BULK || recipients.notSentYet(campaign.reference()) > 0) {
            return;
        }
        var locked = campaigns.lock(campaign.reference());
        if (locked.isRunning()
                && campaigns.end(campaign.reference(), locked.stopped() ? Outcome.STOPPED : Outcome.DONE)) {
            activity.record(Fact.of(campaign.reference(), "MAIL_SENT")
                    .with("sent", figures.of(locked).get(Figure.SENT)));
        }
    }

    /** To whom a mail went is known for some time, and then in numbers only. */
    void forgetOld() {
        database.sql("""
                        select reference from campaign c where state = 'ENDED' and ended_at < :before
                            and exists (select from campaign_recipient r where r.campaign = c.reference)""")
                .param("before", Timestamp.from(clock.instant().minus(settings.keepRecipients())))
                .query((row, number) -> new Reference(row.getString(1)))
                .list()
                .forEach(reference -> {
                    figures.keep(reference);
                    recipients.forget(reference);
                });
    }
}
