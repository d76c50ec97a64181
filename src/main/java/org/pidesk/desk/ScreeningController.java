package org.pidesk.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.security.Principal;
import org.pidesk.campaign.OptOutList;
import org.pidesk.campaign.Screenings;
import org.pidesk.signin.GuessedTooOften;
import org.pidesk.signin.PresentPassword;
import org.pidesk.staff.AccountRefused;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where an organisation holds its lists against its black lists, and loads the national opt-out list. */
@Controller
class ScreeningController {
    private static final String PAGE = "/desk/screening";

    private final Screenings screenings;
    private final OptOutList optOuts;
    private final Readers readers;
    private final PresentPassword presentPassword;
    private final StaffWords words;

    ScreeningController(
            Screenings screenings,
            OptOutList optOuts,
            Readers readers,
            PresentPassword presentPassword,
            StaffWords words) {
        this.screenings = screenings;
        this.optOuts = optOuts;
        this.readers = readers;
        this.presentPassword = presentPassword;
        this.words = words;
    }

    @GetMapping(PAGE)
    String show(Principal reader, Model page) {
        var member = readers.staff(reader);
        page.addAttribute("runs", screenings.of(member.organisation()));
        page.addAttribute(
                "keyMadeAt", screenings.keyMadeAt(member.organisation()).orElse(null));
        page.addAttribute("optOuts", optOuts.edition(member.organisation()).orElse(null));
        page.addAttribute("stale", optOuts.isStale(member.organisation()));
        page.addAttribute("manager", Readers.isComplianceManager(member));
        page.addAttribute("words", words);
        return "desk/screening";
    }

    /** Reads a file as it comes and answers which of its lines are on a black list. */
    @PostMapping(path = PAGE, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    Screenings.Found screen(InputStream file, Principal author) {
        return screenings.screen(readers.staff(author).organisation(), file, author.getName());
    }

    @PostMapping(path = PAGE + "/opt-out-list", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    OptOutList.Loaded load(InputStream file, Principal author) {
        return optOuts.load(readers.complianceManager(author).organisation(), file, author.getName());
    }

    /** Whoever has the key asks from anywhere, long after a session is over: it takes the password once more. */
    @PostMapping(PAGE + "/key")
    String makeKey(
            @RequestParam(defaultValue = "") String present,
            Principal author,
            HttpServletRequest request,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        var manager = readers.complianceManager(author);
        try {
            presentPassword.mustBe(present, request);
        } catch (AccountRefused refused) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("part", "key");
            page.addAttribute("field", refused.field());
            page.addAttribute("why", refused.getMessage());
            return show(author, page);
        }
        next.addFlashAttribute(
                "key",
                screenings.makeKey(manager.organisation(), author.getName()).value());
        return "redirect:" + PAGE;
    }

    @PostMapping(PAGE + "/key/take-back")
    String takeKeyBack(Principal author) {
        screenings.takeKeyBack(readers.complianceManager(author).organisation(), author.getName());
        return "redirect:" + PAGE;
    }

    /** Whoever guesses signs in again, if they can. */
    @ExceptionHandler
    String leave(GuessedTooOften guessed) {
        return "redirect:/login?guessed";
    }
}
