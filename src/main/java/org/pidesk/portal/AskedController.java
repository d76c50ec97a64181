package org.pidesk.portal;

import jakarta.servlet.http.HttpServletResponse;
import org.pidesk.campaign.Answers;
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
 * Where the one question is answered, by whoever holds the link of its message. Opening it changes nothing, whichever of
 * the two links was followed: programs open links too.
 */
@Controller
@RequestMapping({"/pi/asked/{which}", "/{organisation}/pi/asked/{which}"})
class AskedController {
    private final Answers answers;

    AskedController(Answers answers) {
        this.answers = answers;
    }

    @GetMapping
    String show(Site site, @PathVariable("which") String which, HttpServletResponse response, Model page) {
        var asked = answers.find(site.id(), link(which));
        if (asked.isEmpty()) {
            return tooLate(response);
        }
        page.addAttribute("asked", asked.get());
        page.addAttribute("here", site.base() + "/asked/" + which);
        return "portal/asked";
    }

    /** Nothing is kept of those who did not answer: their links are known no more than one that was mistyped. */
    private static String tooLate(HttpServletResponse response) {
        response.setStatus(HttpStatus.NOT_FOUND.value());
        return "portal/asked-over";
    }

    /** @param answer {@code yes} or {@code no}; anything else is no answer */
    @PostMapping
    Object answer(
            Site site,
            @PathVariable("which") String which,
            @RequestParam(defaultValue = "") String answer,
            HttpServletResponse response) {
        var link = link(which);
        if (answers.find(site.id(), link).isEmpty()) {
            return tooLate(response);
        }
        switch (answer) {
            case "yes" -> answers.yes(site.id(), link);
            case "no" -> answers.no(site.id(), link);
            default -> throw new NothingHere();
        }
        return site.seeOther("/asked/" + which);
    }

    private static Token link(String which) {
        return Cookies.token(which).orElseThrow(NothingHere::new);
    }
}
