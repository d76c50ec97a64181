package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.pidesk.consent.ConsentRefused;
import org.pidesk.consent.Interests;
import org.pidesk.consent.Subscription;
import org.pidesk.consent.Subscriptions;
import org.pidesk.consent.Unsubscribes;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.kernel.Token;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where somebody subscribes, and where the holder of the address says yes to it. The form looks nothing up, and answers
 * everybody alike.
 */
@Controller
@RequestMapping({"/pi", "/{organisation}/pi"})
class SubscribeController {
    /** Chosen in the place of an interest: all marketing. No code has a sign like it. */
    static final String ALL = "*";

    private final Subscriptions subscriptions;
    private final Interests interests;
    private final SubscribeWords words;
    private final SubscriptionMail mail;
    private final IdentityChecks identity;
    private final Unsubscribes unsubscribes;
    private final Cookies cookies;
    private final Clock clock;

    SubscribeController(
            Subscriptions subscriptions,
            Interests interests,
            SubscribeWords words,
            SubscriptionMail mail,
            IdentityChecks identity,
            Unsubscribes unsubscribes,
            Cookies cookies,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.interests = interests;
        this.words = words;
        this.mail = mail;
        this.identity = identity;
        this.unsubscribes = unsubscribes;
        this.cookies = cookies;
        this.clock = clock;
    }

    /** @param back the link to unsubscribe behind which somebody pressed «Subscribe again»; empty for none */
    @GetMapping("/subscribe")
    String show(Site site, @RequestParam(name = "back", defaultValue = "") String back, Model page) {
        page.addAttribute("back", back);
        return show(site, page);
    }

    private String show(Site site, Model page) {
        page.addAttribute("interests", interests.open(site.id()));
        page.addAttribute("said", words.of(site));
        return "portal/subscribe";
    }

    @GetMapping(path = "/subscribe", params = "asked")
    String asked(Site site) {
        return "portal/subscribe-asked";
    }

    @PostMapping("/subscribe")
    Object ask(
            Site site,
            @RequestParam(name = "address", defaultValue = "") String typed,
            @RequestParam(name = "interest", defaultValue = "") List<String> chosen,
            @RequestParam(name = "wording", defaultValue = "") String wording,
            @RequestParam(name = "back", defaultValue = "") String back,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        if (!wording.equals(words.of(site).version())) {
            // only a link of ours goes into the address again
            var way = unsubscribes.read(site.id(), back).isPresent() ? "&back=" + back : "";
            return site.seeOther("/subscribe?reworded" + way);
        }
        try {
            var address = site.address(typed);
            mustChoose(site, chosen);
            mail(site, address, chosen, wording, back, request);
            return site.seeOther("/subscribe?asked");
        } catch (NotAnAddress unreadable) {
            page.addAttribute("back", back);
            return again("address", unreadable.getMessage(), typed, chosen, site, response, page);
        } catch (ConsentRefused nothingChosen) {
            page.addAttribute("back", back);
            return again("choice", nothingChosen.getMessage(), typed, chosen, site, response, page);
        }
    }

    /** Counted before anything is looked up; what no mail comes of, such as a choice that there is not, uses up nothing. */
    private void mail(
            Site site, Address address, List<String> chosen, String wording, String back, HttpServletRequest request) {
        identity.takeMessage(request.getRemoteAddr());
        var sent = false;
        try {
            var wanted = chosen.contains(ALL) ? List.<String>of() : chosen;
            sent = mail.ask(site, address, wanted, wording, isBegunByHolder(site, address, back, request));
        } finally {
            if (!sent) {
                identity.giveMessageBack();
            }
        }
    }

    /** By a link to unsubscribe that was sent to this address and is still good, or a proof of it that this browser holds. */
    private boolean isBegunByHolder(Site site, Address address, String back, HttpServletRequest request) {
        return unsubscribes
                        .read(site.id(), back)
                        .filter(link -> !link.isOver(clock.instant()))
                        .filter(link -> link.address().equals(address))
                        .isPresent()
                || cookies.proof(request)
                        .flatMap(identity::proof)
                        .filter(proof -> proof.organisation().equals(site.id()))
                        .filter(proof -> proof.address().equals(address))
                        .isPresent();
    }

    private void mustChoose(Site site, List<String> chosen) {
        if (chosen.isEmpty() && !interests.open(site.id()).isEmpty()) {
            throw new ConsentRefused("Choose what you want to hear about.");
        }
    }

    private String again(
            String field,
            String why,
            String typed,
            List<String> chosen,
            Site site,
            HttpServletResponse response,
            Model page) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        page.addAttribute("field", field);
        page.addAttribute("error", why);
        page.addAttribute("typed", typed);
        page.addAttribute("chosen", chosen);
        return show(site, page);
    }

    @GetMapping("/consent/{token}")
    String confirm(Site site, @PathVariable("token") String link, Model page) {
        return show(site, link, subscription(site, link), page);
    }

    @PostMapping("/consent/{token}")
    Object confirmed(Site site, @PathVariable("token") String link, HttpServletResponse response, Model page) {
        // whether there is one at all
        subscription(site, link);
        try {
            subscriptions.confirm(site.id(), token(link));
            return site.seeOther("/consent/" + link);
        } catch (ConsentRefused otherwise) {
            response.setStatus(HttpStatus.CONFLICT.value());
            page.addAttribute("error", otherwise.getMessage());
            return show(site, link, subscription(site, link), page);
        }
    }

    private String show(Site site, String link, Subscription asked, Model page) {
        page.addAttribute("here", site.base() + "/consent/" + link);
        page.addAttribute("address", asked.address().masked());
        page.addAttribute("wanted", mail.names(site, asked.interests()));
        page.addAttribute("isConfirmed", asked.isConfirmed());
        page.addAttribute("said", words.of(site, asked.wording()));
        return "portal/consent";
    }

    private Subscription subscription(Site site, String link) {
        return subscriptions.find(site.id(), token(link)).orElseThrow(NothingHere::new);
    }

    private static Token token(String link) {
        return Cookies.token(link).orElseThrow(NothingHere::new);
    }
}
