package org.pidesk.desk;

import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pidesk.campaign.Campaign;
import org.pidesk.campaign.CampaignDrafts;
import org.pidesk.campaign.CampaignRefused;
import org.pidesk.campaign.ListRefused;
import org.pidesk.campaign.OptOutList;
import org.pidesk.campaign.Source;
import org.pidesk.consent.Interests;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.OrganisationId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the form that begins a campaign loads and saves: the one draft of whoever is signed in. */
@RestController
@RequestMapping("/desk/campaigns/draft")
class CampaignDraftController {
    private static final int LARGEST_PROOF = 5 * 1024 * 1024;

    private final CampaignDrafts drafts;
    private final Interests interests;
    private final OptOutList optOuts;
    private final Readers readers;

    CampaignDraftController(CampaignDrafts drafts, Interests interests, OptOutList optOuts, Readers readers) {
        this.drafts = drafts;
        this.interests = interests;
        this.optOuts = optOuts;
        this.readers = readers;
    }

    /** With it comes the token that saving asks for. */
    @GetMapping
    ResponseEntity<Map<String, Object>> show(Principal author, CsrfToken token) {
        return ReaderController.with(token).body(sheet(readers.staff(author).organisation(), author.getName()));
    }

    private Map<String, Object> sheet(OrganisationId organisation, String author) {
        var draft = drafts.find(organisation, author);
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("reader", author);
        sheet.put("reference", draft.map(found -> found.reference().value()).orElse(null));
        sheet.put("name", draft.map(Campaign::title).orElse(""));
        sheet.put("offers", draft.map(Campaign::offers).orElse(""));
        sheet.put("channel", draft.map(Campaign::channel).orElse(Channel.EMAIL));
        sheet.put("interest", draft.map(CampaignDraftController::chosen).orElse(""));
        sheet.put(
                "interests",
                interests.open(organisation).stream()
                        .map(interest -> Map.of("code", interest.code(), "name", interest.name()))
                        .toList());
        sheet.put(
                "sourcesToChoose",
                Arrays.stream(Source.values())
                        .map(source -> Map.of("name", source.name(), "words", source.words()))
                        .toList());
        sheet.put("sources", draft.map(this::sources).orElse(List.of()));
        sheet.put(
                "permission",
                draft.filter(found -> drafts.hasPermission(found.reference())).isPresent());
        sheet.put(
                "registry",
                optOuts.edition(organisation).map(OptOutList.Edition::loadedAt).orElse(null));
        sheet.put("registryStale", optOuts.isStale(organisation));
        return sheet;
    }

    private static String chosen(Campaign draft) {
        return draft.everything() ? CampaignDrafts.EVERYTHING : draft.interest();
    }

    private List<Map<String, Object>> sources(Campaign draft) {
        return drafts.sources(draft.reference()).entrySet().stream()
                .map(entry -> Map.<String, Object>of(
                        "name", entry.getKey(), "words", entry.getKey().words(), "count", entry.getValue()))
                .toList();
    }

    /**
     * @param typed {@code title, channel, interest}, and {@code offers} where it is not everything
     * @return which draft it is: all that the process learns
     */
    @PutMapping
    Map<String, Object> describe(@RequestBody Map<String, Object> typed, Principal author) {
        var reference = draft(author).reference();
        drafts.describe(reference, typed);
        return Map.of("reference", reference.value());
    }

    /** Reads the file as it comes; nothing of it touches a disk of ours but sealed. */
    @PutMapping("/list")
    Map<String, Object> load(@RequestParam Channel channel, InputStream file, Principal author) {
        var draft = draft(author);
        var people = drafts.load(draft.reference(), channel, file);
        return Map.of("people", people, "sources", sources(draft));
    }

    @PutMapping("/permission")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void showPermission(InputStream document, Principal author) throws IOException {
        drafts.showPermission(draft(author).reference(), document.readNBytes(LARGEST_PROOF + 1));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(Principal author) {
        drafts.find(readers.staff(author).organisation(), author.getName())
                .ifPresent(draft -> drafts.discard(draft.reference()));
    }

    private Campaign draft(Principal author) {
        return drafts.of(readers.staff(author).organisation(), author.getName());
    }

    @ExceptionHandler
    ProblemDetail incomplete(CampaignRefused refused) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The campaign is not complete. Nothing that you typed is lost.");
        problem.setProperty("fields", refused.fields());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail flawed(ListRefused refused) {
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The list was not taken in: not one row of it was kept.");
        problem.setProperty("flaws", refused.flaws());
        return problem;
    }
}
