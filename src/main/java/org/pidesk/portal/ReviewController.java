package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.request.CaseView;
import org.pidesk.request.NotNow;
import org.pidesk.request.Requests;
import org.pidesk.request.Reviews;
import org.pidesk.task.InvalidAnswer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where somebody who does not agree has a closed request looked at again, and reads what came of it: who asked, by a link
 * that was mailed to an address proven in the request, or by proving one again. An address that was only warned may belong
 * to somebody else by now.
 */
@Controller
@RequestMapping({"/pi/requests/{which}/review", "/{organisation}/pi/requests/{which}/review"})
class ReviewController {
    private final Requests requests;
    private final Reviews reviews;
    private final Visitors visitors;
    private final Dates dates;

    ReviewController(Requests requests, Reviews reviews, Visitors visitors, Dates dates) {
        this.requests = requests;
        this.reviews = reviews;
        this.visitors = visitors;
        this.dates = dates;
    }

    @GetMapping
    String show(Site site, @PathVariable("which") String which, HttpServletRequest request, Model page) {
        return show(site, which, find(site, which, request), request, page);
    }

    @PostMapping
    Object ask(
            Site site,
            @PathVariable("which") String which,
            @RequestParam(defaultValue = "") String reason,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        var found = find(site, which, request);
        try {
            reviews.ask(found.reference(), reason, Reviews.PERSON);
        } catch (InvalidAnswer incomplete) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("wrong", true);
            page.addAttribute("reason", reason);
            return show(site, which, found, request, page);
        } catch (NotNow askedAlready) {
            // the page says what stands instead
        }
        return site.seeOther("/requests/" + which + "/review");
    }

    private String show(Site site, String which, CaseView found, HttpServletRequest request, Model page) {
        page.addAttribute("reference", found.reference().value());
        page.addAttribute("here", site.base() + "/requests/" + which);
        page.addAttribute("proven", visitors.proofAt(site, request).isPresent());
        page.addAttribute("askable", reviews.mayBeAsked(found.reference()));
        page.addAttribute(
                "review",
                reviews.of(found.reference())
                        .map(review -> ReviewPage.of(review, dates))
                        .orElse(null));
        return "portal/review";
    }

    private CaseView find(Site site, String which, HttpServletRequest request) {
        var link = Cookies.token(which);
        var found = link.isPresent() ? byLink(link.get()) : byProof(site, which, request);
        return found.filter(itsCase -> itsCase.organisation().equals(site.id())).orElseThrow(NothingHere::new);
    }

    private Optional<CaseView> byLink(Token link) {
        return requests.at(link).filter(found -> requests.isOfWhoAsked(link));
    }

    private Optional<CaseView> byProof(Site site, String which, HttpServletRequest request) {
        var reference = reference(which);
        var proof = visitors.proofAt(site, request).orElseThrow(() -> new NotProven(site));
        return requests.of(proof, reference).filter(found -> requests.isOfWhoAsked(proof, reference));
    }

    private static Reference reference(String text) {
        try {
            return new Reference(text);
        } catch (IllegalArgumentException notAReference) {
            throw new NothingHere();
        }
    }
}
