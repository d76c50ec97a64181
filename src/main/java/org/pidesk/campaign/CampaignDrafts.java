package org.pidesk.campaign;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.campaign.Campaign.Kind;
import org.pidesk.campaign.Campaign.State;
import org.pidesk.consent.Interest;
import org.pidesk.consent.Interests;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.organisation.Organisations;
import org.pidesk.task.AnswerForm;
import org.pidesk.vault.Paper;
import org.pidesk.vault.PaperRefused;
import org.pidesk.vault.Vault;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a campaign is before it begins: its words and its list, which one member of staff puts together. */
@Service
@Transactional
public class CampaignDrafts {
    /** Chosen in the place of an interest: about everything that the organisation offers. */
    public static final String EVERYTHING = "EVERYTHING";

    /** Where the proof that a third party may pass its list on is sealed. */
    static final String PERMISSION = "permission";

    private static final Duration KEPT = Duration.ofDays(7);

    private final CampaignStore campaigns;
    private final Recipients recipients;
    private final ListLoad lists;
    private final Interests interests;
    private final OptOutList optOuts;
    private final Organisations organisations;
    private final Vault vault;
    private final ActivityLog activity;
    private final Clock clock;

    CampaignDrafts(
            CampaignStore campaigns,
            Recipients recipients,
            ListLoad lists,
            Interests interests,
            OptOutList optOuts,
            Organisations organisations,
            Vault vault,
            ActivityLog activity,
            Clock clock) {
        this.campaigns = campaigns;
        this.recipients = recipients;
        this.lists = lists;
        this.interests = interests;
        this.optOuts = optOuts;
        this.organisations = organisations;
        this.vault = vault;
        this.activity = activity;
        this.clock = clock;
    }

    /** Whether somebody has begun to put a question together. */
    @Transactional(readOnly = true)
    public Optional<Campaign> find(OrganisationId organisation, String by) {
        return campaigns.findDraft(organisation, Kind.OPT_IN, by);
    }

    /** The one draft of a question that each member of staff has; begun if there is none. */
    public Campaign of(OrganisationId organisation, String by) {
        return campaigns.get(campaigns.draft(organisation, Kind.OPT_IN, by));
    }

    /** From where its people are, and how many from each. */
    @Transactional(readOnly = true)
    public Map<Source, Integer> sources(Reference draft) {
        return recipients.sources(draft);
    }

    @Transactional(readOnly = true)
    public boolean hasPermission(Reference draft) {
        return vault.open(draft, PERMISSION).isPresent();
    }

    /** The document that shows it. */
    @Transactional(readOnly = true)
    public Optional<byte[]> permission(Reference campaign) {
        return vault.open(campaign, PERMISSION).map(Base64.getDecoder()::decode);
    }

    /**
     * Takes a list in, in the place of the former one.
     *
     * @return how many people it has
     * @throws ListRefused when it has a flaw; then nothing has changed
     */
    public int load(Reference draft, Channel channel, InputStream file) {
        mustBeDraft(draft);
        campaigns.choose(draft, channel);
        recipients.forget(draft);
        return lists.load(campaigns.get(draft), file);
    }

    /** @param document a PDF that shows that the people agreed to being passed on; sealed */
    public void showPermission(Reference draft, byte[] document) {
        mustBeDraft(draft);
        mustBeReadable(document);
        vault.seal(draft, PERMISSION, Base64.getEncoder().encodeToString(document), null);
    }

    /** As every signed paper must be, and in the one form in which whole contracts come. */
    private static void mustBeReadable(byte[] document) {
        try {
            if (Paper.of(document).ending().equals("pdf")) {
                return;
            }
        } catch (PaperRefused unreadable) {
            throw new CampaignRefused("permission", unreadable.getMessage());
        }
        throw new CampaignRefused("permission", "Upload the proof as a PDF of at most five megabytes.");
    }

    /** @throws CampaignRefused that says for each field what it lacks */
    public void describe(Reference draft, Map<String, ?> typed) {
        var campaign = mustBeDraft(draft);
        var form = new AnswerForm(typed);
        var title = form.line("title", 3, 80, "Give the campaign a name that your colleagues will know.");
        var channel = form.choice("channel", Channel.class, "Choose email or text message.");
        var interest = interest(campaign.organisation(), form);
        var offers = interest == null ? null : offers(form);
        if (recipients.sources(draft).isEmpty()) {
            form.complain("list", "Upload the list of the people who are to be asked.");
        } else if (channel != null && channel != campaign.channel()) {
            form.complain("list", "The list was read for the other channel. Please upload it again.");
        }
        if (optOuts.isStale(campaign.organisation())) {
            form.complain(
                    "list", "Your copy of the national opt-out list is older than 31 days. Load a newer one first.");
        }
        form.mustBeComplete(CampaignRefused::new);
        campaigns.describeQuestion(draft, channel, title, offers, interest);
    }

    /** Null for everything: that is chosen, and never what is left over. */
    private String interest(OrganisationId organisation, AnswerForm form) {
        var code = form.typed("interest");
        if (code.equals(EVERYTHING)) {
            return null;
        }
        if (code.isEmpty()) {
            form.complain("interest", "Choose the group that the question is about, or everything that you offer.");
        } else if (interests.find(organisation, code).filter(Interest::isOpen).isEmpty()) {
            form.complain("interest", "There is no such interest any more.");
        }
        return code;
    }

    private static String offers(AnswerForm form) {
        var offers = form.line("offers", 3, 100, KindsOfGoods.WANTED);
        if (!KindsOfGoods.isName(offers)) {
            form.complain("offers", KindsOfGoods.WANTED);
        }
        return offers;
    }

    /** The campaign is over: what showed the permission is kept for proof, as long as other evidence. */
    void keepPermissionForProof(Campaign ended) {
        var until = LocalDate.now(clock)
                .plusYears(organisations.get(ended.organisation()).evidenceYears());
        vault.open(ended.reference(), PERMISSION)
                .ifPresent(document -> vault.seal(ended.reference(), PERMISSION, document, until));
    }

    /** What was taken in is thrown away. */
    public void discard(Reference draft) {
        mustBeDraft(draft);
        vault.destroy(draft, PERMISSION);
        campaigns.deleteDraft(draft);
    }

    /** A list that waits for nothing is kept for nothing. */
    void discardOld() {
        campaigns.draftsBefore(clock.instant().minus(KEPT)).forEach(draft -> discard(draft.reference()));
    }

    /**
     * Lets a draft begin, in the transaction in which its process does.
     *
     * @throws CampaignRefused when it is no draft of theirs, or not complete
     */
    public void begin(Reference draft, String by) {
        var campaign = campaigns
                .lockDraft(draft)
                .filter(found -> found.startedBy().equals(by))
                .orElseThrow(() -> new CampaignRefused("campaign", "There is no such campaign of yours to begin."));
        if (!campaign.saysWhatItIsAbout() || recipients.sources(draft).isEmpty()) {
            throw new CampaignRefused("campaign", "The campaign has no words or no list yet.");
        }
        campaigns.advance(draft, State.DRAFT, State.SCREENING);
        activity.record(Fact.of(draft, "CAMPAIGN_BEGUN").by(by).with("channel", campaign.channel()));
    }

    private Campaign mustBeDraft(Reference reference) {
        return campaigns
                .lockDraft(reference)
                .orElseThrow(() -> new CampaignRefused("campaign", "This campaign has begun already."));
    }
}
