package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.identity.WrongCode;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.request.LookUps;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * From an address to its proof. Nothing is looked up on this way, so it looks the same for everybody; only once the
 * address is proven a look-up may start.
 */
@Controller
@RequestMapping({"/pi", "/{organisation}/pi"})
class StartController {
    private final IdentityChecks identity;
    private final Visitors visitors;
    private final LookUps lookUps;
    private final Cookies cookies;

    StartController(IdentityChecks identity, Visitors visitors, LookUps lookUps, Cookies cookies) {
        this.identity = identity;
        this.visitors = visitors;
        this.lookUps = lookUps;
        this.cookies = cookies;
    }

    @GetMapping
    String start(Site site) {
        return "portal/start";
    }

    @GetMapping("/")
    View withoutSlash(Site site) {
        return site.seeOther("");
    }

    @PostMapping
    Object ask(
            Site site,
            @RequestParam(name = "address", defaultValue = "") String typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        try {
            var address = site.address(typed);
            send(site, address, request, response);
            return site.seeOther("/code");
        } catch (NotAnAddress unreadable) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            page.addAttribute("typed", typed);
            page.addAttribute("error", unreadable.getMessage());
            return "portal/start";
        }
    }

    @GetMapping("/code")
    Object code(Site site, HttpServletRequest request, Model page) {
        var asked = askedFor(site, request);
        if (asked.isEmpty()) {
            return visitors.proofAt(site, request).isPresent() ? site.seeOther("/held") : site.seeOther("");
        }
        return page(asked.get(), request).show(page);
    }

    /** What somebody typed they know; what a link named they may not. */
    private CodePage page(Address asked, HttpServletRequest request) {
        return new CodePage("portal/code", isByLink(request) ? asked.masked() : asked.written());
    }

    private boolean isByLink(HttpServletRequest request) {
        return cookies.challenge(request).filter(identity::isByLink).isPresent();
    }

    @PostMapping("/code")
    Object answer(
            Site site,
            @RequestParam(name = "code", defaultValue = "") String typed,
            @RequestParam(name = "remove", required = false) String remove,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        var asked = askedFor(site, request);
        if (asked.isEmpty()) {
            return visitors.proofAt(site, request).isPresent() ? site.seeOther("/held") : site.seeOther("?again");
        }
        try {
            var challenge = cookies.challenge(request).orElseThrow();
            var proof = identity.answer(challenge, CodePage.withoutGaps(typed), request.getRemoteAddr());
            cookies.proof(request).ifPresent(identity::forget);
            cookies.keepProof(response, proof);
            identity.proof(proof).ifPresent(lookUps::lookedUp);
            return site.seeOther(remove == null ? "/held" : "/de-identify");
        } catch (WrongCode wrong) {
            return page(asked.get(), request).wrong(wrong, typed, response, page);
        }
    }

    @PostMapping("/code/again")
    View sendAgain(
            Site site,
            @RequestParam(name = "remove", required = false) String remove,
            HttpServletRequest request,
            HttpServletResponse response) {
        var asked = askedFor(site, request);
        if (asked.isEmpty()) {
            return site.seeOther("?again");
        }
        if (isByLink(request)) {
            var before = cookies.challenge(request).orElse(null);
            cookies.keepChallenge(
                    response, identity.askByLink(site.id(), asked.get(), request.getRemoteAddr(), before));
        } else {
            send(site, asked.get(), request, response);
        }
        return site.seeOther(remove == null ? "/code?sent" : "/code?sent&remove");
    }

    private void send(Site site, Address address, HttpServletRequest request, HttpServletResponse response) {
        var before = cookies.challenge(request).orElse(null);
        var first = cookies.first(request, address);
        var challenge = identity.ask(site.id(), address, request.getRemoteAddr(), before, first);
        cookies.keepChallenge(response, challenge);
    }

    private Optional<Address> askedFor(Site site, HttpServletRequest request) {
        return cookies.challenge(request).flatMap(challenge -> identity.askedFor(site.id(), challenge));
    }
}
