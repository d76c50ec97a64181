package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pidesk.complaint.MarketingComplaints;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.identity.TooManyRequests;
import org.pidesk.notice.ComplaintLinks;
import org.pidesk.notice.ComplaintLinks.Recipient;
import org.pidesk.notice.ComplaintReceived.About;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where somebody complains of a mail, by the link at its foot. The link opens nothing else: it shows nothing that we
 * hold, and not even the address. Opening it does nothing; mail scanners open links, too.
 */
@Controller
@RequestMapping({"/pi/complaint/{token}", "/{organisation}/pi/complaint/{token}"})
class ComplaintController {
    private static final int LONGEST = 2000;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\n\\r\\t]]");

    private final ComplaintLinks links;
    private final MarketingComplaints complaints;
    private final IdentityChecks identity;
    private final Dates dates;

    ComplaintController(ComplaintLinks links, MarketingComplaints complaints, IdentityChecks identity, Dates dates) {
        this.links = links;
        this.complaints = complaints;
        this.identity = identity;
        this.dates = dates;
    }

    @GetMapping
    String show(Site site, @PathVariable("token") String token, Model page) {
        return show(site, token, "", page);
    }

    @PostMapping
    Object complain(
            Site site,
            @PathVariable("token") String token,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "false") boolean answer,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        var who = find(site, token);
        var said = UNSEEN.matcher(words.replace("\r\n", "\n")).replaceAll(" ").strip();
        var chosen = about(about);
        if (chosen.isEmpty() || said.length() > LONGEST) {
            page.addAttribute("wrong", chosen.isEmpty() ? "about" : "words");
            return again(HttpStatus.BAD_REQUEST, site, token, about, words, answer, response, page);
        }
        try {
            identity.takeComplaint(token, request.getRemoteAddr());
        } catch (TooManyRequests tooMany) {
            page.addAttribute("tooMany", tooMany.getMessage());
            return again(HttpStatus.TOO_MANY_REQUESTS, site, token, about, words, answer, response, page);
        }
        complaints.receive(who, chosen.get(), said, answer);
        return site.seeOther("/complaint/" + token);
    }

    /** What was not taken stands in the form as it was typed. */
    private String again(
            HttpStatus status,
            Site site,
            String token,
            String about,
            String words,
            boolean answer,
            HttpServletResponse response,
            Model page) {
        response.setStatus(status.value());
        page.addAttribute("chosen", about);
        page.addAttribute("answer", answer);
        return show(site, token, words, page);
    }

    private String show(Site site, String token, String words, Model page) {
        var who = find(site, token);
        page.addAttribute("here", site.base() + "/complaint/" + token);
        page.addAttribute("reasons", About.values());
        page.addAttribute("words", words);
        complaints.openOf(who).ifPresent(open -> {
            page.addAttribute("reference", open.reference().value());
            page.addAttribute("due", dates.dayAndDistance(open.due()));
            page.addAttribute("late", dates.isOver(open.due()));
            page.addAttribute("awaits", open.awaitsAnswer());
            page.addAttribute("kept", open.kept());
            page.addAttribute("onlyCounted", open.isOnlyCounted());
        });
        return "portal/complaint";
    }

    private Recipient find(Site site, String token) {
        return links.read(token)
                .filter(who -> who.organisation().equals(site.id()))
                .orElseThrow(NothingHere::new);
    }

    private static Optional<About> about(String typed) {
        return Arrays.stream(About.values())
                .filter(about -> about.name().equals(typed))
                .findFirst();
    }
}
