package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import org.pidesk.consent.Interest;
import org.pidesk.consent.Interests;
import org.pidesk.consent.Unsubscribe;
import org.pidesk.consent.Unsubscribes;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Where people unsubscribe: by a button of a page, or by a mail program that sends the one body of RFC 8058 to the same
 * address, without cookies and without a token of a form. The link itself is the secret, and can end marketing only. To
 * open it does nothing: programs that look at mails open every link.
 */
@Controller
@RequestMapping({"/pi/unsubscribe/{token}", "/{organisation}/pi/unsubscribe/{token}"})
class UnsubscribeController {
    private final Unsubscribes unsubscribes;
    private final Interests interests;
    private final Clock clock;

    UnsubscribeController(Unsubscribes unsubscribes, Interests interests, Clock clock) {
        this.unsubscribes = unsubscribes;
        this.interests = interests;
        this.clock = clock;
    }

    @GetMapping
    String show(Site site, @PathVariable("token") String token, Model page) {
        return show(site, token, read(site, token), false, page);
    }

    /** Answered with a page and never with a redirect, which not every mail program follows. */
    @PostMapping
    String unsubscribe(
            Site site,
            @PathVariable("token") String token,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        var what = read(site, token);
        if (what.isOver(clock.instant())) {
            response.setStatus(HttpStatus.GONE.value());
            return show(site, token, what, false, page);
        }
        if (isJust(request, Unsubscribes.VALUE)) {
            unsubscribes.take(what);
            return show(site, token, what, true, page);
        }
        if (isJust(request, Unsubscribes.ALL)) {
            unsubscribes.take(what.ofAll());
            return show(site, token, what.ofAll(), true, page);
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        return show(site, token, what, false, page);
    }

    private String show(Site site, String token, Unsubscribe what, boolean done, Model page) {
        page.addAttribute("done", done);
        page.addAttribute("token", token);
        page.addAttribute("here", site.base() + "/unsubscribe/" + token);
        page.addAttribute("address", what.address().masked());
        page.addAttribute("over", what.isOver(clock.instant()));
        page.addAttribute("targeted", what.interest() != null);
        page.addAttribute("interest", name(site, what.interest()));
        page.addAttribute("field", Unsubscribes.FIELD);
        page.addAttribute("value", Unsubscribes.VALUE);
        page.addAttribute("valueOfAll", Unsubscribes.ALL);
        return "portal/unsubscribe";
    }

    private String name(Site site, String code) {
        return code == null
                ? null
                : interests.find(site.id(), code).map(Interest::name).orElse(code);
    }

    private Unsubscribe read(Site site, String token) {
        return unsubscribes.read(site.id(), token).orElseThrow(NothingHere::new);
    }

    /** Just this body, and nothing in the address: whatever else is sent here is no wish of anybody. */
    private static boolean isJust(HttpServletRequest request, String value) {
        var fields = request.getParameterMap();
        return request.getQueryString() == null
                && fields.keySet().equals(Set.of(Unsubscribes.FIELD))
                && Arrays.equals(fields.get(Unsubscribes.FIELD), new String[] {value});
    }
}
