package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.Optional;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.identity.Proof;
import org.pidesk.identity.WrongCode;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.request.AlterationAsked;
import org.pidesk.request.AlterationRefused;
import org.pidesk.request.AlterationRefused.Reason;
import org.pidesk.request.Alterations;
import org.pidesk.request.CaseView;
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
    private final Requests requests;
    private final IdentityChecks identity;
    private final Cookies cookies;
    private final Dates dates;

    AlterController(Alterations alterations, Requests requests, IdentityChecks identity, Cookies cookies, Dates dates) {
        this.alterations = alterations;
        this.requests = requests;
        this.identity = identity;
        this.cookies = cookies;
        this.dates = dates;
    }

    @GetMapping
    Object show(Visitor visitor, HttpServletRequest request, Model page) {
        var form = draft(request).map(AlterForm::of).orElseGet(AlterForm::empty);
        return form(visitor, form, page);
    }

    private Object form(Visitor visitor, AlterForm form, Model page) {
        var held = requests.heldFor(visitor.proof());
        if (held.nothing()) {
            return visitor.site().seeOther("/held");
        }
        page.addAttribute("form", form);
        page.addAttribute("wrong", page.containsAttribute("nothingTyped") || page.containsAttribute("refused"));
        page.addAttribute("several", held.records().size() > 1);
        page.addAttribute("rows", AlterPage.rows(held, alterations.isCompany(visitor.proof()), form));
        page.addAttribute("pause", dates.length(visitor.site().organisation().pause()));
        return "portal/alter";
    }

    @PostMapping
    Object type(Visitor visitor, HttpServletRequest request, HttpServletResponse response, Model page) {
        var form = AlterForm.read(request::getParameter);
        if (form.withdraws()) {
            return visitor.site().seeOther("/withdraw");
        }
        if (!form.isRight()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            page.addAttribute("nothingTyped", form.isEmpty());
            return form(visitor, form, page);
        }
        var asked = form.asked();
        alterations.draft(token(request), visitor.proof(), asked);
        return onwards(visitor, visitor.proof(), asked, request, response);
    }

    /** To the next new address that is not proven, or to the confirmation. */
    private View onwards(
            Visitor visitor,
            Proof proof,
            AlterationAsked asked,
            HttpServletRequest request,
            HttpServletResponse response) {
        var next = unproven(proof, asked);
        if (next.isEmpty()) {
            return visitor.site().seeOther("/alter/confirm");
        }
        send(next.get(), request, response);
        return visitor.site().seeOther("/alter/code");
    }

    private static Optional<Address> unproven(Proof proof, AlterationAsked asked) {
        return asked.newAddresses().stream()
                .filter(address -> !proof.proves(address))
                .min(Comparator.comparing(Address::value));
    }

    private void send(Address address, HttpServletRequest request, HttpServletResponse response) {
        var before = cookies.further(request).orElse(null);
        cookies.keepFurther(response, identity.askFurther(token(request), address, request.getRemoteAddr(), before));
    }

    @GetMapping("/code")
    Object code(Visitor visitor, HttpServletRequest request, Model page) {
        var asked = askedFor(visitor, request);
        if (asked.isEmpty()) {
            return visitor.site().seeOther("/alter");
        }
        page.addAttribute("address", asked.get().value());
        return "portal/alter-code";
    }

    @PostMapping("/code")
    Object answer(
            Visitor visitor,
            @RequestParam(name = "code", defaultValue = "") String typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        var asked = askedFor(visitor, request);
        if (asked.isEmpty()) {
            return visitor.site().seeOther("/alter");
        }
        try {
            var challenge = cookies.further(request).orElseThrow();
            identity.answerFurther(token(request), challenge, withoutGaps(typed), request.getRemoteAddr());
            var proof = identity.proof(token(request)).orElseThrow(() -> new NotProven(visitor.site()));
            return onwards(visitor, proof, draft(request).orElseThrow(), request, response);
        } catch (WrongCode wrong) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            page.addAttribute("address", asked.get().value());
            page.addAttribute("typed", typed);
            page.addAttribute("error", wrong.getMessage());
            page.addAttribute("needsNewCode", wrong.needsNewCode());
            return "portal/alter-code";
        }
    }

    @PostMapping("/code/again")
    View sendAgain(Visitor visitor, HttpServletRequest request, HttpServletResponse response) {
        var asked = askedFor(visitor, request);
        if (asked.isEmpty()) {
            return visitor.site().seeOther("/alter");
        }
        send(asked.get(), request, response);
        return visitor.site().seeOther("/alter/code?sent");
    }

    /** The new address whose code is awaited: one that was typed here, and is not proven yet. */
    private Optional<Address> askedFor(Visitor visitor, HttpServletRequest request) {
        var wanted = draft(request).flatMap(asked -> unproven(visitor.proof(), asked));
        return cookies.further(request)
                .flatMap(challenge -> identity.askedForFurther(token(request), challenge))
                .filter(address -> wanted.filter(address::equals).isPresent());
    }

    @GetMapping("/confirm")
    Object read(Visitor visitor, HttpServletRequest request, Model page) {
        var asked = draft(request);
        if (asked.isEmpty()) {
            return visitor.site().seeOther("/alter");
        }
        if (unproven(visitor.proof(), asked.get()).isPresent()) {
            return visitor.site().seeOther("/alter/code");
        }
        return confirmation(visitor, asked.get(), page);
    }

    private Object confirmation(Visitor visitor, AlterationAsked asked, Model page) {
        var found = form(visitor, AlterForm.of(asked), page);
        page.addAttribute("wording", WORDING);
        page.addAttribute("waits", !asked.newAddresses().isEmpty());
        return "portal/alter".equals(found) ? "portal/alter-confirm" : found;
    }

    @PostMapping("/confirm")
    Object confirm(
            Visitor visitor,
            @RequestParam(name = "wording", defaultValue = "") String wording,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        var asked = draft(request);
        if (asked.isEmpty()) {
            return visitor.site()
                    .seeOther(open(visitor)
                            .map(one -> "/alter/done/" + one.reference())
                            .orElse("/alter"));
        }
        if (!wording.equals(WORDING)) {
            return visitor.site().seeOther("/alter/confirm?reworded");
        }
        try {
            var reference = alterations.ask(visitor.proof(), asked.get(), WORDING);
            alterations.drop(token(request));
            return visitor.site().seeOther("/alter/done/" + reference);
        } catch (AlterationRefused refused) {
            if (refused.reason() == Reason.NOT_PROVEN) {
                return visitor.site().seeOther("/alter/code");
            }
            response.setStatus(HttpStatus.CONFLICT.value());
            page.addAttribute("refused", refused.reason());
            return form(visitor, AlterForm.of(asked.get()), page);
        }
    }

    /** A second click of the same button leads to what the first has done. */
    private Optional<CaseView> open(Visitor visitor) {
        return requests.of(visitor.proof()).stream()
                .filter(one -> one.type() == RequestType.ALTERATION)
                .findFirst();
    }

    @GetMapping("/done/{reference}")
    String done(Visitor visitor, @PathVariable("reference") Reference reference, Model page) {
        var itsCase = requests.of(visitor.proof(), reference)
                .filter(one -> one.type() == RequestType.ALTERATION)
                .orElseThrow(NothingHere::new);
        page.addAttribute("its", CasePage.of(itsCase, dates));
        return "portal/alter-done";
    }

    private Optional<AlterationAsked> draft(HttpServletRequest request) {
        return alterations.draftOf(token(request));
    }

    /** Whoever comes here has proven an address, and so has this. */
    private Token token(HttpServletRequest request) {
        return cookies.proof(request).orElseThrow();
    }

    private static String withoutGaps(String typed) {
        return typed.replaceAll("[\\s\\u00a0-]", "");
    }
}
