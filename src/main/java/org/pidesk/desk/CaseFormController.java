package org.pidesk.desk;

import java.security.Principal;
import java.util.Map;
import org.pidesk.kernel.Reference;
import org.pidesk.request.CaseNotes;
import org.pidesk.request.Complaints;
import org.pidesk.request.LookUpAbuse;
import org.pidesk.request.NotNow;
import org.pidesk.request.Reviews;
import org.pidesk.task.InvalidAnswer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The forms on the page of a case, but for its clock: notes, reviews, complaints, and the end of a look-up that is an
 * abuse. Whatever is in the way is said on the page, and nothing that was typed is lost.
 */
@Controller
@RequestMapping("/desk/requests/{reference}")
class CaseFormController {
    private final CaseController cases;
    private final Readers readers;
    private final CaseNotes notes;
    private final Reviews reviews;
    private final Complaints complaints;
    private final LookUpAbuse abuse;

    CaseFormController(
            CaseController cases,
            Readers readers,
            CaseNotes notes,
            Reviews reviews,
            Complaints complaints,
            LookUpAbuse abuse) {
        this.cases = cases;
        this.readers = readers;
        this.notes = notes;
        this.reviews = reviews;
        this.complaints = complaints;
        this.abuse = abuse;
    }

    /** One that was sent, about a case of its author's organisation. */
    record CaseForm(
            Reference reference, Principal author, Map<String, String> typed, Model page, RedirectAttributes next) {
        String text(String name) {
            return typed.getOrDefault(name, "");
        }

        String by() {
            return author.getName();
        }

        /** What was typed belongs into no log. */
        @Override
        public String toString() {
            return "a form about " + reference;
        }
    }

    @ModelAttribute
    CaseForm read(
            @PathVariable String reference,
            @RequestParam Map<String, String> typed,
            Principal author,
            Model page,
            RedirectAttributes next) {
        return new CaseForm(cases.ofTheOrganisationOf(author, reference), author, typed, page, next);
    }

    @PostMapping("/notes")
    ModelAndView write(@ModelAttribute(binding = false) CaseForm form) {
        return change(
                form,
                () -> notes.write(form.reference(), form.text("note"), form.by()),
                "Your note stands on the case.");
    }

    /** Somebody has asked on the telephone or at the counter. */
    @PostMapping("/review")
    ModelAndView ask(@ModelAttribute(binding = false) CaseForm form) {
        return change(
                form,
                () -> reviews.ask(form.reference(), form.text("reason"), form.by()),
                "The case will be looked at again.");
    }

    @PostMapping("/review/decision")
    ModelAndView decide(@ModelAttribute(binding = false) CaseForm form) {
        readers.complianceManager(form.author());
        return change(
                form,
                () -> reviews.decide(form.reference(), form.typed(), form.by()),
                "Decided, and the person is told.");
    }

    @PostMapping("/complaints")
    ModelAndView complain(@ModelAttribute(binding = false) CaseForm form) {
        return change(
                form, () -> complaints.note(form.reference(), form.typed(), form.by()), "The complaint is noted.");
    }

    @PostMapping("/abuse")
    ModelAndView endAsAbuse(@ModelAttribute(binding = false) CaseForm form) {
        readers.complianceManager(form.author());
        return change(
                form,
                () -> abuse.end(form.reference(), form.text("because"), form.by()),
                "The look-up is ended, and the person is told why.");
    }

    private ModelAndView change(CaseForm form, Runnable change, String done) {
        try {
            change.run();
        } catch (InvalidAnswer incomplete) {
            form.page().addAttribute("errors", incomplete.fields());
            return again(form, HttpStatus.BAD_REQUEST);
        } catch (NotNow late) {
            form.page().addAttribute("errors", Map.of());
            form.page().addAttribute("why", late.getMessage());
            return again(form, HttpStatus.CONFLICT);
        }
        form.next().addFlashAttribute("done", done);
        return new ModelAndView("redirect:/desk/requests/" + form.reference());
    }

    private ModelAndView again(CaseForm form, HttpStatus status) {
        form.page().addAttribute("typed", form.typed());
        return new ModelAndView(cases.show(form.reference().value(), form.author(), form.page()), status);
    }
}
