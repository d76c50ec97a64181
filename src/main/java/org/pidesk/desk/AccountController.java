package org.pidesk.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.pidesk.signin.GuessedTooOften;
import org.pidesk.signin.PresentPassword;
import org.pidesk.staff.Absences;
import org.pidesk.staff.AccountRefused;
import org.pidesk.staff.FactorSecret;
import org.pidesk.staff.SecondFactors;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.pidesk.staff.StaffPasswords;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One's own account. Every change to how one signs in takes the password once more: somebody else may sit at an open
 * session.
 */
@Controller
@RequestMapping("/desk/account")
class AccountController {
    private static final String PAGE = "/desk/account";
    private static final String SECRET = "pidesk.new-second-factor";

    private final StaffMembers staff;
    private final StaffPasswords passwords;
    private final SecondFactors factors;
    private final PresentPassword presentPassword;
    private final DigestDays digest;
    private final Absences absences;
    private final Substitutes substitutes;
    private final PassedOnTasks passedOn;
    private final StaffWords words;

    AccountController(
            StaffMembers staff,
            StaffPasswords passwords,
            SecondFactors factors,
            PresentPassword presentPassword,
            DigestDays digest,
            Absences absences,
            Substitutes substitutes,
            PassedOnTasks passedOn,
            StaffWords words) {
        this.staff = staff;
        this.passwords = passwords;
        this.factors = factors;
        this.presentPassword = presentPassword;
        this.digest = digest;
        this.absences = absences;
        this.substitutes = substitutes;
        this.passedOn = passedOn;
        this.words = words;
    }

    @GetMapping
    String show(Principal reader, Model page) {
        var member = member(reader);
        page.addAttribute("member", member);
        page.addAttribute("words", words);
        page.addAttribute("least", passwords.least(member.username()));
        page.addAttribute("isSetUp", factors.isSetUp(member.username()));
        page.addAttribute("isObligatory", factors.isObligatory(member));
        page.addAttribute("wantsDigest", digest.wants(member.username()));
        page.addAttribute("absence", absences.of(member.username()).orElse(null));
        page.addAttribute("covered", absences.coveredBy(member.username()));
        page.addAttribute("colleagues", absences.colleaguesOf(member));
        page.addAttribute("codesLeft", factors.recoveryCodesLeft(member.username()));
        return "desk/account";
    }

    @PostMapping("/digest")
    String wantDigest(@RequestParam(defaultValue = "false") boolean wanted, Principal author, RedirectAttributes next) {
        digest.want(member(author).username(), wanted);
        next.addFlashAttribute(
                "done", wanted ? "You get the mail of the morning." : "You get no more mails of the morning.");
        return "redirect:" + PAGE;
    }

    @PostMapping("/substitute")
    String nameSubstitute(
            @RequestParam(defaultValue = "") String substitute,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            Principal author,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        try {
            substitutes.name(member(author), substitute, day(from), day(until));
        } catch (AccountRefused refused) {
            refuse("substitute", refused, page, response);
            page.addAttribute("typed", Map.of("substitute", substitute, "from", from, "until", until));
            return show(author, page);
        }
        passedOn.run();
        next.addFlashAttribute("done", "Your substitute is named.");
        return "redirect:" + PAGE;
    }

    /** Who is back, or changed their mind. What is left of their tasks is theirs again. */
    @PostMapping("/substitute/end")
    String endAbsence(Principal author, RedirectAttributes next) {
        absences.of(member(author).username()).ifPresent(absence -> {
            passedOn.end(absence.absent(), absence.absent());
            next.addFlashAttribute("done", "Nobody stands in for you any more.");
        });
        return "redirect:" + PAGE;
    }

    /** Null where none was typed, or what no calendar has. */
    private static LocalDate day(String typed) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeParseException none) {
            return null;
        }
    }

    /** It ends every session, this one too. */
    @PostMapping("/password")
    String changePassword(
            @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String password,
            Principal author,
            HttpServletRequest request,
            Model page,
            HttpServletResponse response) {
        try {
            presentPassword.mustBe(present, request);
            passwords.replace(author.getName(), password);
        } catch (AccountRefused refused) {
            refuse("password", refused, page, response);
            return show(author, page);
        }
        return "redirect:/login?chosen";
    }

    @GetMapping("/second-factor")
    String offer(Principal reader, Model page, HttpSession session) {
        var secret = secret(session);
        page.addAttribute("secret", secret.grouped());
        page.addAttribute("picture", secret.picture(member(reader).username()));
        return "desk/second-factor";
    }

    @PostMapping("/second-factor")
    String setUp(
            @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String code,
            Principal author,
            HttpServletRequest request,
            Model page,
            HttpSession session,
            HttpServletResponse response) {
        try {
            presentPassword.mustBe(present, request);
            page.addAttribute("codes", factors.setUp(author.getName(), secret(session), code.replaceAll("\\s", "")));
        } catch (AccountRefused refused) {
            refuse("second-factor", refused, page, response);
            return offer(author, page, session);
        }
        session.removeAttribute(SECRET);
        page.addAttribute("done", "Your second factor is set up. Earlier recovery codes no longer work.");
        return "desk/recovery-codes";
    }

    @PostMapping("/recovery-codes")
    String renewCodes(
            @RequestParam(defaultValue = "") String present,
            Principal author,
            HttpServletRequest request,
            Model page,
            HttpServletResponse response) {
        try {
            presentPassword.mustBe(present, request);
            page.addAttribute("codes", factors.renewRecoveryCodes(author.getName()));
            page.addAttribute("done", "You have new recovery codes. Those of before are no longer good.");
        } catch (AccountRefused refused) {
            refuse("codes", refused, page, response);
            return show(author, page);
        }
        return "desk/recovery-codes";
    }

    @PostMapping("/second-factor/remove")
    String remove(
            @RequestParam(defaultValue = "") String present,
            Principal author,
            HttpServletRequest request,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        try {
            presentPassword.mustBe(present, request);
            passwords.mustDoAlone(present);
            factors.remove(author.getName());
        } catch (AccountRefused refused) {
            refuse("remove", refused, page, response);
            return show(author, page);
        }
        next.addFlashAttribute("done", "Your second factor is taken away.");
        return "redirect:" + PAGE;
    }

    /** Whoever guesses signs in again, if they can. */
    @ExceptionHandler
    String leave(GuessedTooOften guessed) {
        return "redirect:/login?guessed";
    }

    private static void refuse(String part, AccountRefused refused, Model page, HttpServletResponse response) {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        page.addAttribute("part", part);
        page.addAttribute("field", refused.field());
        page.addAttribute("why", refused.getMessage());
    }

    private StaffMember member(Principal reader) {
        return staff.find(reader.getName()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static FactorSecret secret(HttpSession session) {
        var secret = (FactorSecret) session.getAttribute(SECRET);
        if (secret == null) {
            secret = FactorSecret.random();
            session.setAttribute(SECRET, secret);
        }
        return secret;
    }
}
