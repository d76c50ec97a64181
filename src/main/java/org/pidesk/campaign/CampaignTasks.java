package org.pidesk.campaign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.campaign.Campaign.Outcome;
import org.pidesk.consent.Interest;
import org.pidesk.consent.Interests;
import org.pidesk.consent.Wording;
import org.pidesk.consent.Wordings;
import org.pidesk.kernel.Reference;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.pidesk.task.AnswerForm;
import org.pidesk.task.AskedTask;
import org.pidesk.task.TaskQuestions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The questions that a campaign puts to staff: what each form shows, and what an answer does. Every sheet carries {@code
 * title}, {@code help} and {@code campaign: {reference, name, startedBy, channel, offers, interest, question: [text],
 * figures: [{name, words, count}], reasons: [{words, count}], sources: [{words, count}], permission, registry, notes}}.
 *
 * <ul>
 *   <li>{@code userTask_approveCampaign} takes {@code {verdict: APPROVE | REFUSE, isAQuestion, reason}}.
 *   <li>{@code userTask_decideWhetherToGoOn} shows {@code paused} and {@code last: {sent, bounced, complained}} besides,
 *       and takes {@code {outcome: GO_ON | STOP, reason}}.
 * </ul>
 */
@Service
@Transactional
public class CampaignTasks implements TaskQuestions {
    private static final String APPROVE = "userTask_approveCampaign";
    private static final String GO_ON = "userTask_decideWhetherToGoOn";

    private static final String ONE_OF_TWO = "Choose one of the two.";
    private static final String WHY = "Say in a sentence why.";

    private enum Verdict {
        APPROVE,
        REFUSE
    }

    private enum Choice {
        GO_ON,
        STOP
    }

    private final CampaignStore campaigns;
    private final Recipients recipients;
    private final Figures figures;
    private final CampaignDrafts drafts;
    private final OptIns optIns;
    private final Brakes brakes;
    private final Post post;
    private final CampaignNotes notes;
    private final OptOutList optOuts;
    private final Wordings wordings;
    private final Interests interests;
    private final StaffMembers staff;
    private final ActivityLog activity;

    CampaignTasks(
            CampaignStore campaigns,
            Recipients recipients,
            Figures figures,
            CampaignDrafts drafts,
            OptIns optIns,
            Brakes brakes,
            Post post,
            CampaignNotes notes,
            OptOutList optOuts,
            Wordings wordings,
            Interests interests,
            StaffMembers staff,
            ActivityLog activity) {
        this.campaigns = campaigns;
        this.recipients = recipients;
        this.figures = figures;
        this.drafts = drafts;
        this.optIns = optIns;
        this.brakes = brakes;
        this.post = post;
        this.notes = notes;
        this.optOuts = optOuts;
        this.wordings = wordings;
        this.interests = interests;
        this.staff = staff;
        this.activity = activity;
    }

    @Override
    public boolean ask(String task) {
        return Set.of(APPROVE, GO_ON).contains(task);
    }

    /** Who began it does not approve it. */
    @Override
    @Transactional(readOnly = true)
    public Set<String> firstHands(AskedTask task) {
        return task.key().equals(APPROVE)
                ? Set.of(campaigns.get(task.reference()).startedBy())
                : Set.of();
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Object> sheet(AskedTask task, String reader) {
        var campaign = campaigns.get(task.reference());
        var sheet = new LinkedHashMap<String, Object>();
        if (task.key().equals(APPROVE)) {
            sheet.put("title", "Approve campaign");
            sheet.put(
                    "help",
                    "Each of these people can be asked once, ever. See what they are asked, who is left out and why, and"
                            + " from where the addresses are. Nobody is asked before somebody else than who began it has"
                            + " approved it.");
        } else {
            var last = brakes.last(campaign);
            sheet.put("title", "Decide whether to go on");
            sheet.put(
                    "help",
                    "The campaign rests. Find out why, before the carrier closes the account or people complain to the"
                            + " Regulator: is the list old, is the sender unknown to these people, is an address wrong?");
            sheet.put(
                    "paused",
                    campaign.paused() == null ? null : campaign.paused().words());
            sheet.put("last", Map.of("sent", last.sent(), "bounced", last.bounced(), "complained", last.complained()));
        }
        sheet.put("campaign", about(campaign));
        return sheet;
    }

    private Map<String, Object> about(Campaign campaign) {
        var about = new LinkedHashMap<String, Object>();
        about.put("reference", campaign.reference().value());
        about.put("name", campaign.title());
        about.put("startedBy", who(campaign.startedBy()));
        about.put("channel", campaign.channel());
        about.put("offers", post.about(campaign));
        about.put(
                "interest",
                interests
                        .find(campaign.organisation(), campaign.interest())
                        .map(Interest::name)
                        .orElse(null));
        about.put("question", post.question(campaign));
        about.put("figures", rows(campaign));
        about.put("reasons", leftOut(campaign));
        about.put("sources", sources(campaign));
        about.put("permission", drafts.hasPermission(campaign.reference()));
        about.put(
                "registry",
                optOuts.edition(campaign.organisation())
                        .map(OptOutList.Edition::loadedAt)
                        .orElse(null));
        about.put("notes", notes(campaign));
        return about;
    }

    private List<Map<String, Object>> rows(Campaign campaign) {
        return figures.of(campaign).entrySet().stream()
                .filter(entry -> campaign.counts(entry.getKey()))
                .map(entry -> Map.<String, Object>of(
                        "name", entry.getKey(), "words", entry.getKey().words(), "count", entry.getValue()))
                .toList();
    }

    private List<Map<String, Object>> leftOut(Campaign campaign) {
        return figures.leftOut(campaign.reference()).entrySet().stream()
                .map(entry -> Map.<String, Object>of(
                        "name", entry.getKey(), "words", entry.getKey().words(), "count", entry.getValue()))
                .toList();
    }

    private List<Map<String, Object>> sources(Campaign campaign) {
        return recipients.sources(campaign.reference()).entrySet().stream()
                .map(entry -> Map.<String, Object>of("words", entry.getKey().words(), "count", entry.getValue()))
                .toList();
    }

    private List<Map<String, Object>> notes(Campaign campaign) {
        return notes.of(campaign.reference()).stream()
                .map(note -> Map.<String, Object>of(
                        "who", who(note.by()), "what", note.decision().words(), "words", note.words(), "at", note.at()))
                .toList();
    }

    /** Who has left is known by their user name: what a person did, the house did not do. */
    private String who(String by) {
        return by.equals(Fact.SYSTEM)
                ? "pi-desk"
                : staff.find(by).map(StaffMember::name).orElse(by);
    }

    @Override
    @Transactional(readOnly = true)
    public void check(AskedTask task, Map<String, Object> answer, String by) {
        if (task.key().equals(GO_ON)) {
            goingOn(answer);
        } else {
            verdict(campaigns.get(task.reference()), answer, by);
        }
    }

    @Override
    public void record(AskedTask task, Map<String, Object> answer, String by) {
        var campaign = campaigns.lock(task.reference());
        if (task.key().equals(GO_ON)) {
            goOn(task.reference(), goingOn(answer), by);
        } else {
            approve(campaign, verdict(campaign, answer, by), by);
        }
    }

    private static Said<Choice> goingOn(Map<String, Object> answer) {
        var form = new AnswerForm(answer);
        var said = new Said<>(form.choice("outcome", Choice.class, ONE_OF_TWO), form.text("reason", WHY));
        form.mustBeComplete();
        return said;
    }

    private Said<Verdict> verdict(Campaign campaign, Map<String, Object> answer, String by) {
        var form = new AnswerForm(answer);
        var said = new Said<>(form.choice("verdict", Verdict.class, ONE_OF_TWO), form.text("reason", WHY));
        if (said.chosen == Verdict.APPROVE) {
            if (!form.ticked("isAQuestion")) {
                form.complain("isAQuestion", "Read the question to its end: it may ask, and offer nothing.");
            }
            post.lacks(campaign).ifPresent(sentence -> form.complain("verdict", sentence));
        }
        if (campaign.startedBy().equals(by)) {
            form.complain("verdict", "You began this campaign. Somebody else has to look at it.");
        }
        form.mustBeComplete();
        return said;
    }

    private record Said<E>(E chosen, String reason) {}

    private void approve(Campaign campaign, Said<Verdict> said, String by) {
        var reference = campaign.reference();
        if (said.chosen == Verdict.APPROVE) {
            var wording = wordings.current(campaign.organisation(), Wording.Kind.OPT_IN_QUESTION);
            campaigns.approve(reference, wording.label(), by);
            decided(reference, Decision.APPROVED, "CAMPAIGN_APPROVED", said.reason, by);
        } else {
            optIns.end(reference, Outcome.REFUSED);
            decided(reference, Decision.REFUSED, "CAMPAIGN_REFUSED", said.reason, by);
        }
    }

    private void goOn(Reference reference, Said<Choice> said, String by) {
        if (said.chosen == Choice.GO_ON) {
            campaigns.resume(reference);
            decided(reference, Decision.GOES_ON, "CAMPAIGN_RESUMED", said.reason, by);
        } else {
            campaigns.stop(reference);
            recipients.leaveOutTheRest(reference);
            decided(reference, Decision.STOPPED, "CAMPAIGN_STOPPED", said.reason, by);
        }
    }

    private void decided(Reference reference, Decision decision, String fact, String reason, String by) {
        notes.keep(reference, decision, reason, by);
        activity.record(Fact.of(reference, fact).by(by));
    }
}
