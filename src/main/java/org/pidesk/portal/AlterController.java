package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.request.AlterationDraft;
import org.pidesk.request.AlterationRefused;
import org.pidesk.request.AlterationRefused.Reason;
import org.pidesk.request.Alterations;
import org.pidesk.request.RequestType;
import org.pidesk.request.Requests;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * The alteration of what is held: typed, proven wherever a new address leads, read once more, confirmed. What was typed
 * lies on our side, sealed and bound to the proof, so that no step can be left out and none trusts the browser.
 */
@Controller
@RequestMapping({"/pi/alter", "/{organisation}/pi/alter"})
class AlterController {
    /** The version of what the pages say; a new one whenever their words change what they promise. */
    static final String WORDING = "alteration-2026-12";

    private final Alterations alterations;
    private final AlterCodeController codes;
    private final Requests requests;
    private final Cookies cookies;
    private final Dates dates;

    AlterController(
            Alterations alterations, AlterCodeController codes, Requests requests, Cookies cookies, Dates dates) {
        this.alterations = alterations;
        this.codes = codes;
        this.requests = requests;
        this.cookies = cookies;
        this.dates = dates;
    }

    @GetMapping
    Object show(Visitor visitor, HttpServletRequest request, Model page) {
        var typed = alterations.draftOf(token(request)).map(AlterationDraft::asked);
        return form(visitor, typed.map(AlterForm::of).orElseGet(AlterForm::empty), page);
    }

    private Object form(Visitor visitor, AlterForm form, Model page) {
        var held = requests.heldFor(visitor.proof());
        if (held.nothing()) {
            return visitor.site().seeOther("/held");
        }
        page.addAttribute("form", form);
        page.addAttribute("several", held.records().size() > 1);
        page.addAttribute("rows", AlterPage.rows(held, form));
        page.addAttribute("pause", dates.length(visitor.site().organisation().pause()));
        page.addAttribute("inTheWay", alterations.inTheWay(visitor.proof()).orElse(null));
        return "portal/alter";
    }

    @PostMapping
    Object type(Visitor visitor, HttpServletRequest request, HttpServletResponse response, Model page) {
        var typed = AlterForm.read(request::getParameter);
        var form = visitor.site().texts()
                ? typed
                : typed.withoutCodesByText(visitor.site().organisation().phone());
        if (form.withdraws()) {
            return visitor.site().seeOther("/withdraw");
        }
        if (!form.isRight()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            page.addAttribute("wrong", true);
            page.addAttribute("nothingTyped", form.isEmpty());
            return form(visitor, form, page);
        }
        var asked = form.asked();
        try {
            alterations.check(visitor.proof(), asked);
        } catch (AlterationRefused refused) {
            return refused(visitor, form, refused, response, page);
        }
        // first, as it may be refused: then nothing of this is left
        var onwards = codes.onwards(visitor, visitor.proof(), asked, request, response);
        alterations.draft(token(request), visitor.proof(), asked);
        return onwards;
    }

    private Object refused(
            Visitor visitor, AlterForm form, AlterationRefused refused, HttpServletResponse response, Model page) {
        response.setStatus(
                refused.fields().isEmpty() ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_ENTITY.value());
        page.addAttribute("wrong", true);
        page.addAttribute("refused", refused.fields().isEmpty() ? refused.reason() : null);
        return form(visitor, form.soAlready(refused.fields()), page);
    }

    @GetMapping("/confirm")
    Object read(Visitor visitor, HttpServletRequest request, Model page) {
        var draft = alterations.draftOf(token(request));
        if (draft.isEmpty()) {
            return seeOther(visitor, "/alter", request);
        }
        if (AlterCodeController.unproven(visitor.proof(), draft.get().asked()).isPresent()) {
            return seeOther(visitor, "/alter/code", request);
        }
        var found = form(visitor, AlterForm.of(draft.get().asked()), page);
        page.addAttribute("wording", WORDING);
        page.addAttribute("shown", draft.get().fingerprint());
        page.addAttribute("waits", !draft.get().asked().newAddresses().isEmpty());
        return "portal/alter".equals(found) ? "portal/alter-confirm" : found;
    }

    /** That another tab has typed something else is said wherever the way leads. */
    static View seeOther(Visitor visitor, String path, HttpServletRequest request) {
        return visitor.site().seeOther(request.getParameter("changed") == null ? path : path + "?changed");
    }

    /** @param shown the fingerprint of the draft that the page showed: no other is confirmed */
    @PostMapping("/confirm")
    Object confirm(
            Visitor visitor,
            @RequestParam(name = "wording", defaultValue = "") String wording,
            @RequestParam(name = "shown", defaultValue = "") String shown,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        var draft = alterations
                .draftOf(token(request))
                .filter(typed -> typed.fingerprint().equals(shown));
        if (draft.isEmpty()) {
            return visitor.site().seeOther(done(shown).orElse("/alter/confirm?changed"));
        }
        if (!wording.equals(WORDING)) {
            return visitor.site().seeOther("/alter/confirm?reworded");
        }
        try {
            var reference = alterations.confirm(token(request), visitor.proof(), draft.get(), WORDING);
            return visitor.site().seeOther("/alter/done/" + reference);
        } catch (AlterationRefused refused) {
            if (refused.reason() == Reason.NOT_PROVEN) {
                return visitor.site().seeOther("/alter/code");
            }
            var done = done(shown);
            return done.isPresent()
                    ? visitor.site().seeOther(done.get())
                    : refused(visitor, AlterForm.of(draft.get().asked()), refused, response, page);
        }
    }

    /** A second click of the same button leads to what the first has done. */
    private Optional<String> done(String shown) {
        return alterations.whatBecameOf(shown).map(reference -> "/alter/done/" + reference);
    }

    /** What it says is true as long as the request is open. */
    @GetMapping("/done/{reference}")
    Object done(Visitor visitor, @PathVariable("reference") Reference reference, Model page) {
        var its = requests.of(visitor.proof(), reference)
                .filter(one -> one.type() == RequestType.ALTERATION)
                .map(itsCase -> CasePage.of(itsCase, dates))
                .orElseThrow(NothingHere::new);
        page.addAttribute("its", its);
        return its.isOpen() ? "portal/alter-done" : visitor.site().seeOther("/requests/" + reference);
    }

    /** Whoever comes here has proven an address, and so has this. */
    private Token token(HttpServletRequest request) {
        return cookies.proof(request).orElseThrow();
    }
}
