package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.pidesk.consent.DetailLink;
import org.pidesk.consent.DetailLink.Purpose;
import org.pidesk.consent.DetailLinks;
import org.pidesk.identity.IdentityChecks;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/**
 * The links of a mail to view, update or remove one's details. A mail may have been passed on: the link saves typing the
 * address and nothing more, a code goes to it first, and until that is typed in only its mask is shown.
 */
@Controller
@RequestMapping({"/pi/details/{token}", "/{organisation}/pi/details/{token}"})
class DetailLinkController {
    private final DetailLinks links;
    private final IdentityChecks identity;
    private final Cookies cookies;
    private final Clock clock;

    DetailLinkController(DetailLinks links, IdentityChecks identity, Cookies cookies, Clock clock) {
        this.links = links;
        this.identity = identity;
        this.cookies = cookies;
        this.clock = clock;
    }

    @GetMapping
    String show(Site site, @PathVariable("token") String token, HttpServletResponse response, Model page) {
        var link = read(site, token);
        var over = link.isOver(clock.instant());
        if (over) {
            response.setStatus(HttpStatus.GONE.value());
        }
        page.addAttribute("here", site.base() + "/details/" + token);
        page.addAttribute("address", link.address().masked());
        page.addAttribute("purpose", link.purpose());
        page.addAttribute("over", over);
        return "portal/details";
    }

    @PostMapping
    View begin(
            Site site, @PathVariable("token") String token, HttpServletRequest request, HttpServletResponse response) {
        var link = read(site, token);
        if (link.isOver(clock.instant())) {
            return site.seeOther("");
        }
        var before = cookies.challenge(request).orElse(null);
        var challenge = identity.askByLink(site.id(), link.address(), request.getRemoteAddr(), before);
        cookies.keepChallenge(response, challenge);
        return site.seeOther(link.purpose() == Purpose.REMOVE ? "/code?remove" : "/code");
    }

    private DetailLink read(Site site, String token) {
        return links.read(site.id(), token).orElseThrow(NothingHere::new);
    }
}
