package org.pidesk.desk;

import java.security.Principal;
import java.util.Map;
import org.pidesk.request.Complaints;
import org.pidesk.request.Reviews;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is done on the page of a case when somebody does not agree: reviews and complaints. */
@Controller
@RequestMapping("/desk/requests/{reference}")
class CaseReviewController {
    private final CaseController cases;
    private final Aftercare aftercare;
    private final Readers readers;
    private final Reviews reviews;
    private final Complaints complaints;

    CaseReviewController(
            CaseController cases, Aftercare aftercare, Readers readers, Reviews reviews, Complaints complaints) {
        this.cases = cases;
        this.aftercare = aftercare;
        this.readers = readers;
        this.reviews = reviews;
        this.complaints = complaints;
    }

    /** Somebody has asked on the telephone or at the counter. */
    @PostMapping("/review")
    ModelAndView ask(
            @PathVariable String reference,
            @RequestParam Map<String, String> typed,
            Principal author,
            Model page,
            RedirectAttributes next) {
        return aftercare.change(
                cases,
                reference,
                author,
                typed,
                page,
                asked -> reviews.ask(asked, typed.getOrDefault("reason", ""), author.getName()),
                "The case will be looked at again.",
                next);
    }

    @PostMapping("/review/decision")
    ModelAndView decide(
            @PathVariable String reference,
            @RequestParam Map<String, String> typed,
            Principal author,
            Model page,
            RedirectAttributes next) {
        cases.ofTheOrganisationOf(author, reference);
        var manager = readers.complianceManager(author);
        return aftercare.change(
                cases,
                reference,
                author,
                typed,
                page,
                asked -> reviews.decide(asked, typed, manager.username()),
                "Decided, and the person is told.",
                next);
    }

    @PostMapping("/complaints")
    ModelAndView complain(
            @PathVariable String reference,
            @RequestParam Map<String, String> typed,
            Principal author,
            Model page,
            RedirectAttributes next) {
        return aftercare.change(
                cases,
                reference,
                author,
                typed,
                page,
                asked -> complaints.note(asked, typed, author.getName()),
                "The complaint is noted.",
                next);
    }
}
