package org.pidesk.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pidesk.campaign.BulkMails;
import org.pidesk.campaign.Campaign;
import org.pidesk.campaign.CampaignRefused;
import org.pidesk.campaign.Campaigns;
import org.pidesk.campaign.Figure;
import org.pidesk.campaign.Readings;
import org.pidesk.campaign.Reason;
import org.pidesk.consent.Interests;
import org.pidesk.kernel.Reference;
import org.pidesk.staff.StaffMember;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An organisation's campaigns and mails to many: how far each is, in numbers and in people, and a hand on each. */
@Controller
@RequestMapping("/desk/campaigns")
class CampaignsController {
    private static final int PAGE = 50;
    private static final int PEOPLE = 100;

    private final Campaigns campaigns;
    private final BulkMails mails;
    private final Readings readings;
    private final Interests interests;
    private final Readers readers;
    private final StaffWords words;

    /** What is done with a mail to many by hand. */
    enum Step {
        APPROVE,
        REFUSE,
        RESUME,
        STOP
    }

    CampaignsController(
            Campaigns campaigns,
            BulkMails mails,
            Readings readings,
            Interests interests,
            Readers readers,
            StaffWords words) {
        this.campaigns = campaigns;
        this.mails = mails;
        this.readings = readings;
        this.interests = interests;
        this.readers = readers;
        this.words = words;
    }

    @ModelAttribute
    void begin(Model page) {
        page.addAttribute("words", words);
        page.addAttribute("errors", Map.of());
        page.addAttribute("typed", Map.of());
    }

    @GetMapping
    String list(Principal reader, @RequestParam(defaultValue = "0") int from, Model page) {
        var first = Math.max(0, from);
        var member = readers.staff(reader);
        var rows = campaigns.of(member.organisation(), first, PAGE + 1);
        page.addAttribute("reading", readings.ground(member.organisation()).orElse(null));
        page.addAttribute("manager", Readers.isComplianceManager(member));
        page.addAttribute("rows", rows.stream().limit(PAGE).toList());
        page.addAttribute(
                "states", rows.stream().limit(PAGE).collect(Collectors.toMap(Campaign::reference, this::state)));
        page.addAttribute("earlier", first == 0 ? null : Math.max(0, first - PAGE));
        page.addAttribute("later", rows.size() > PAGE ? first + PAGE : null);
        return "desk/campaigns";
    }

    /** States the ground on which it is noted who opens a mail; without one, it is noted no more. */
    @PostMapping("/reading")
    String state(
            @RequestParam(defaultValue = "") String ground,
            @RequestParam(defaultValue = "false") boolean end,
            Principal author,
            Model page,
            HttpServletResponse response) {
        var organisation = readers.complianceManager(author).organisation();
        if (end) {
            readings.end(organisation, author.getName());
            return "redirect:/desk/campaigns";
        }
        try {
            readings.state(organisation, ground, author.getName());
            return "redirect:/desk/campaigns";
        } catch (CampaignRefused incomplete) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("errors", incomplete.fields());
            page.addAttribute("typed", Map.of("ground", ground));
            return list(author, 0, page);
        }
    }

    @GetMapping("/new-mail")
    String write(Principal reader, Model page) {
        page.addAttribute("interests", interests.open(readers.staff(reader).organisation()));
        return "desk/new-mail";
    }

    @PostMapping("/new-mail")
    String propose(
            @RequestParam Map<String, String> typed,
            Principal author,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        try {
            var reference = mails.propose(readers.staff(author).organisation(), typed, author.getName());
            next.addFlashAttribute("done", "Somebody else has to approve it now. Nothing is sent before that.");
            return "redirect:/desk/campaigns/" + reference;
        } catch (CampaignRefused incomplete) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("errors", incomplete.fields());
            page.addAttribute("typed", typed);
            return write(author, page);
        }
    }

    @GetMapping("/{reference}")
    String show(@PathVariable String reference, Principal reader, Model page) {
        var member = readers.staff(reader);
        var campaign = find(reference, member);
        var figures = campaigns.figures(campaign);
        page.addAttribute("campaign", campaign);
        page.addAttribute("figures", figures);
        page.addAttribute("reasons", campaigns.leftOut(campaign));
        page.addAttribute("sources", campaigns.sources(campaign));
        page.addAttribute("notes", campaigns.notes(campaign));
        page.addAttribute("interest", campaigns.interest(campaign).orElse(null));
        page.addAttribute("question", campaign.isOptIn() ? campaigns.question(campaign) : List.of());
        page.addAttribute(
                "textSize",
                campaign.state() == Campaign.State.APPROVAL
                        ? campaigns.textSize(campaign).orElse(null)
                        : null);
        page.addAttribute("permission", campaigns.permission(campaign).isPresent());
        var waiting = figures.getOrDefault(Figure.WAITING, 0);
        var sends = campaign.isRunning() && !campaign.stopped() && waiting > 0;
        page.addAttribute("state", state(campaign));
        page.addAttribute("mayBePaused", campaigns.mayBePaused(campaign));
        page.addAttribute("nextWave", sends ? campaigns.nextWaveAt(campaign) : null);
        page.addAttribute("sentSoFar", figures.getOrDefault(Figure.SENT, 0));
        page.addAttribute("toDo", waiting + figures.getOrDefault(Figure.SENT, 0));
        page.addAttribute("manager", Readers.isComplianceManager(member));
        page.addAttribute("own", campaign.startedBy().equals(member.username()));
        return "desk/campaign";
    }

    /** As staff read it: what has nobody left to send to, does not run for them. */
    private String state(Campaign campaign) {
        if (campaign.outcome() != null) {
            return campaign.outcome().words();
        }
        if (campaign.isRunning() && campaign.stopped()) {
            return campaign.isOptIn() ? "Stopped, waits for answers" : "Stopped";
        }
        return campaigns.waitsForAnswers(campaign) ? "All asked, waits for answers" : words.plain(campaign.state());
    }

    /** What the bar on the page asks for while the campaign runs. */
    @GetMapping(path = "/{reference}/progress", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Map<String, Object> progress(@PathVariable String reference, Principal reader) {
        var campaign = find(reference, readers.staff(reader));
        var progress = new LinkedHashMap<String, Object>();
        progress.put("state", campaign.state());
        progress.put("words", state(campaign));
        campaigns.figures(campaign).forEach((figure, count) -> progress.put(figure.name(), count));
        return progress;
    }

    @GetMapping("/{reference}/people")
    String people(
            @PathVariable String reference,
            @RequestParam(defaultValue = "ALL") Figure figure,
            @RequestParam(required = false) Reason reason,
            @RequestParam(defaultValue = "0") int after,
            Principal reader,
            Model page) {
        var campaign = find(reference, readers.staff(reader));
        var people = campaigns.people(campaign, figure, reason, Math.max(0, after), PEOPLE + 1, reader.getName());
        page.addAttribute("campaign", campaign);
        page.addAttribute("figure", figure);
        page.addAttribute("reason", reason);
        page.addAttribute("people", people.stream().limit(PEOPLE).toList());
        page.addAttribute(
                "later", people.size() > PEOPLE ? people.get(PEOPLE - 1).line() : null);
        return "desk/campaign-people";
    }

    /** The document that shows that a third party's list may be used. */
    @GetMapping("/{reference}/permission")
    ResponseEntity<byte[]> permission(@PathVariable String reference, Principal reader) {
        return campaigns
                .permission(find(reference, readers.staff(reader)))
                .map(document -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"permission.pdf\"")
                        .body(document))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Anybody at the organisation may pull the brake; to let go is for compliance managers. */
    @PostMapping("/{reference}/pause")
    String pause(@PathVariable String reference, Principal author, Model page, HttpServletResponse response) {
        var campaign = find(reference, readers.staff(author));
        try {
            campaigns.pause(campaign, author.getName());
            return "redirect:/desk/campaigns/" + reference;
        } catch (CampaignRefused notNow) {
            return again(reference, notNow, "", author, page, response);
        }
    }

    @PostMapping("/{reference}/step")
    String take(
            @PathVariable String reference,
            @RequestParam(required = false) Step step,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "false") boolean similarOnly,
            Principal author,
            Model page,
            HttpServletResponse response) {
        var manager = readers.complianceManager(author);
        var campaign = find(reference, manager);
        if (step == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        try {
            take(step, campaign, reason, similarOnly, author.getName());
            return "redirect:/desk/campaigns/" + reference;
        } catch (CampaignRefused notNow) {
            return again(reference, notNow, reason, author, page, response);
        }
    }

    private void take(Step step, Campaign campaign, String reason, boolean similarOnly, String by) {
        switch (step) {
            case APPROVE -> mails.approve(campaign, reason, similarOnly, by);
            case REFUSE -> mails.refuse(campaign, reason, by);
            case RESUME -> mails.resume(campaign, reason, by);
            case STOP -> mails.stop(campaign, reason, by);
        }
    }

    private String again(
            String reference,
            CampaignRefused refused,
            String reason,
            Principal author,
            Model page,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        page.addAttribute("errors", refused.fields());
        page.addAttribute("why", refused.getMessage());
        page.addAttribute("typed", Map.of("reason", reason));
        return show(reference, author, page);
    }

    /** What is another organisation's, and what there never was, are not there in the same words. */
    private Campaign find(String reference, StaffMember reader) {
        try {
            return campaigns
                    .find(reader.organisation(), new Reference(reference))
                    .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        } catch (IllegalArgumentException notAReference) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
