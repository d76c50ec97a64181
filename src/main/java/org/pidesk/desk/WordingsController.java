package org.pidesk.desk;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import org.pidesk.consent.ConsentRefused;
import org.pidesk.consent.Wording;
import org.pidesk.consent.Wording.Kind;
import org.pidesk.consent.Wordings;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The words that people agree to: staff write them, and a compliance manager who did not write them approves them. */
@Controller
@RequestMapping("/desk/wordings")
class WordingsController {
    private static final String PAGE = "desk/wordings";
    private static final String PROPOSED = "redirect:/desk/wordings?proposed";
    private static final String APPROVED = "redirect:/desk/wordings?approved";

    private final Wordings wordings;
    private final Readers readers;
    private final StaffWords words;

    WordingsController(Wordings wordings, Readers readers, StaffWords words) {
        this.wordings = wordings;
        this.readers = readers;
        this.words = words;
    }

    /** All versions of one kind, the newest first. */
    record Shelf(Kind kind, String title, String use, Wording current, List<Wording> versions) {
        /** Whether a version has no approval yet and could still become the current one. */
        public boolean waits() {
            return !versions.get(0).isApproved();
        }
    }

    @GetMapping
    ModelAndView show(Principal reader) {
        var member = readers.staff(reader);
        return new ModelAndView(PAGE)
                .addObject("words", words)
                .addObject("reader", member.username())
                .addObject("approves", Readers.isComplianceManager(member))
                .addObject(
                        "shelves",
                        Arrays.stream(Kind.values())
                                .map(kind -> new Shelf(
                                        kind,
                                        title(kind),
                                        use(kind),
                                        wordings.current(member.organisation(), kind),
                                        wordings.all(member.organisation(), kind)))
                                .toList());
    }

    @PostMapping
    ModelAndView propose(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String text,
            Principal author) {
        var member = readers.staff(author);
        try {
            wordings.propose(member.organisation(), parsed(kind), text, member.username());
            return new ModelAndView(PROPOSED);
        } catch (ConsentRefused incomplete) {
            return again(incomplete, author).addObject("wrong", kind).addObject("text", text);
        }
    }

    @PostMapping("/approve")
    ModelAndView approve(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "0") int version,
            Principal author) {
        var manager = readers.complianceManager(author);
        try {
            wordings.approve(manager.organisation(), parsed(kind), version, manager.username());
            return new ModelAndView(APPROVED);
        } catch (ConsentRefused own) {
            return again(own, author);
        }
    }

    private ModelAndView again(ConsentRefused why, Principal reader) {
        var page = show(reader);
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page.addObject("why", why.getMessage());
    }

    private static Kind parsed(String kind) {
        return Arrays.stream(Kind.values())
                .filter(one -> one.name().equals(kind))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case MARKETING -> "Consent to marketing";
            case OPT_IN_QUESTION -> "The one question of a campaign";
            case BENEFICIARY -> "Consent for a person who is helped";
            case OFFSHORE -> "Storage outside of South Africa";
        };
    }

    private static String use(Kind kind) {
        return switch (kind) {
            case MARKETING -> "Read by everybody who subscribes, and by those whom you ask yourselves.";
            case OPT_IN_QUESTION -> "Sent once to people who are no customers. It may offer nothing.";
            case BENEFICIARY ->
                "Signed before anything about the person is written down. Print it for your paper forms.";
            case OFFSHORE -> "For your privacy policy. Words of your own are also shown to everybody who subscribes.";
        };
    }
}
