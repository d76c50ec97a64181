package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.Optional;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.identity.Proof;
import org.pidesk.identity.ProvenFor;
import org.pidesk.identity.WrongCode;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Token;
import org.pidesk.request.AlterationAsked;
import org.pidesk.request.AlterationDraft;
import org.pidesk.request.Alterations;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The step of an alteration in which each new address is proven by a code, one after the other. */
@Controller
@RequestMapping({"/pi/alter/code", "/{organisation}/pi/alter/code"})
class AlterCodeController {
    private final Alterations alterations;
    private final IdentityChecks identity;
    private final Cookies cookies;

    AlterCodeController(Alterations alterations, IdentityChecks identity, Cookies cookies) {
        this.alterations = alterations;
        this.identity = identity;
        this.cookies = cookies;
    }

    /** To the next new address that is not proven, or to the confirmation. */
    View onwards(
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

    static Optional<Address> unproven(Proof proof, AlterationAsked asked) {
        return asked.newAddresses().stream()
                .filter(address -> !proof.proves(address))
                .min(Comparator.comparing(Address::value));
    }

    private void send(Address address, HttpServletRequest request, HttpServletResponse response) {
        var before = cookies.further(request, ProvenFor.ALTER).orElse(null);
        var challenge = identity.askFurther(token(request), ProvenFor.ALTER, address, request.getRemoteAddr(), before);
        cookies.keepFurther(response, ProvenFor.ALTER, challenge);
    }

    @GetMapping
    Object show(Visitor visitor, HttpServletRequest request, Model page) {
        var draft = alterations.draftOf(token(request));
        var asked = draft.flatMap(typed -> askedFor(visitor, typed, request));
        if (asked.isEmpty()) {
            // all is proven, perhaps in another tab; or a code was asked for elsewhere, and this one has to be asked
            // again
            var onwards = draft.filter(
                    typed -> unproven(visitor.proof(), typed.asked()).isEmpty());
            return AlterController.seeOther(visitor, onwards.isPresent() ? "/alter/confirm" : "/alter", request);
        }
        return page(draft.get(), asked.get(), page).show(page);
    }

    private static CodePage page(AlterationDraft draft, Address asked, Model page) {
        page.addAttribute("shown", draft.fingerprint());
        return new CodePage("portal/alter-code", asked.written());
    }

    /** @param shown the fingerprint of the draft for which the page asked */
    @PostMapping
    Object answer(
            Visitor visitor,
            @RequestParam(name = "code", defaultValue = "") String typed,
            @RequestParam(name = "shown", defaultValue = "") String shown,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        var draft = shown(shown, request);
        if (draft.isEmpty()) {
            return visitor.site().seeOther("/alter/confirm?changed");
        }
        var asked = askedFor(visitor, draft.get(), request);
        if (asked.isEmpty()) {
            return visitor.site().seeOther("/alter/confirm");
        }
        try {
            var challenge = cookies.further(request, ProvenFor.ALTER).orElseThrow();
            identity.answerFurther(
                    token(request), ProvenFor.ALTER, challenge, CodePage.withoutGaps(typed), request.getRemoteAddr());
            var proof = identity.proof(token(request)).orElseThrow(() -> new NotProven(visitor.site()));
            return onwards(visitor, proof, draft.get().asked(), request, response);
        } catch (WrongCode wrong) {
            return page(draft.get(), asked.get(), page).wrong(wrong, typed, response, page);
        }
    }

    @PostMapping("/again")
    View sendAgain(
            Visitor visitor,
            @RequestParam(name = "shown", defaultValue = "") String shown,
            HttpServletRequest request,
            HttpServletResponse response) {
        var draft = shown(shown, request);
        if (draft.isEmpty()) {
            return visitor.site().seeOther("/alter/confirm?changed");
        }
        var asked = askedFor(visitor, draft.get(), request);
        if (asked.isEmpty()) {
            return visitor.site().seeOther("/alter/confirm");
        }
        send(asked.get(), request, response);
        return visitor.site().seeOther("/alter/code?sent");
    }

    /** The draft, unless another tab has typed another one since. */
    private Optional<AlterationDraft> shown(String shown, HttpServletRequest request) {
        return alterations
                .draftOf(token(request))
                .filter(draft -> draft.fingerprint().equals(shown));
    }

    /** The new address whose code is awaited: one that was typed here, and is not proven yet. */
    private Optional<Address> askedFor(Visitor visitor, AlterationDraft draft, HttpServletRequest request) {
        var wanted = unproven(visitor.proof(), draft.asked());
        return cookies.further(request, ProvenFor.ALTER)
                .flatMap(challenge -> identity.askedForFurther(token(request), ProvenFor.ALTER, challenge))
                .filter(address -> wanted.filter(address::equals).isPresent());
    }

    private Token token(HttpServletRequest request) {
        return cookies.proof(request).orElseThrow();
    }
}
