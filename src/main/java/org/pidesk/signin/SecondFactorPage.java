package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.pidesk.staff.AccountRefused;
import org.pidesk.staff.FactorSecret;
import org.pidesk.staff.SecondFactors;
import org.pidesk.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a second factor is shown at sign-in, and set up by whoever must have one. */
@Controller
class SecondFactorPage {
    private static final String SECRET = "pidesk.new-second-factor";
    private static final String FROM_THE_BEGINNING = "redirect:/login";

    private final SignIns signIns;
    private final SecondFactors factors;

    SecondFactorPage(SignIns signIns, SecondFactors factors) {
        this.signIns = signIns;
        this.factors = factors;
    }

    @GetMapping(SecondFactor.PAGE)
    String ask(HttpServletRequest request) {
        return signIns.at(SecondFactor.PAGE, request).isPresent() ? "signin/code" : FROM_THE_BEGINNING;
    }

    @PostMapping(SecondFactor.PAGE)
    String check(
            @RequestParam(defaultValue = "") String code,
            Model page,
            HttpServletRequest request,
            HttpServletResponse response) {
        var member = signIns.at(SecondFactor.PAGE, request);
        if (member.isEmpty()) {
            return FROM_THE_BEGINNING;
        }
        var answer = factors.check(member.get().username(), code);
        if (answer == SecondFactors.Answer.RIGHT) {
            SecondFactor.shown(request);
            return "redirect:" + signIns.goOn(request, response);
        }
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        page.addAttribute("why", advice(answer));
        return "signin/code";
    }

    private static String advice(SecondFactors.Answer answer) {
        return switch (answer) {
            case NO_RECOVERY_CODE ->
                "This is none of your recovery codes, or was used before. Check each character, or take another one.";
            case RESTING -> "Too many codes were wrong. Wait a quarter of an hour, or use a recovery code.";
            default -> "This code is not right, or was used before. Wait for the next one that your app shows.";
        };
    }

    @GetMapping(MustEnrol.PAGE)
    String offer(Model page, HttpServletRequest request) {
        return signIns.at(MustEnrol.PAGE, request)
                .map(member -> show(member, page, request))
                .orElse(FROM_THE_BEGINNING);
    }

    @PostMapping(MustEnrol.PAGE)
    String enrol(
            @RequestParam(defaultValue = "") String code,
            Model page,
            HttpServletRequest request,
            HttpServletResponse response) {
        var member = signIns.at(MustEnrol.PAGE, request);
        if (member.isEmpty()) {
            return FROM_THE_BEGINNING;
        }
        try {
            page.addAttribute(
                    "codes", factors.enrol(member.get().username(), secret(request), code.replaceAll("\\s", "")));
        } catch (AccountRefused refused) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("why", refused.getMessage());
            return show(member.get(), page, request);
        }
        request.getSession().removeAttribute(SECRET);
        SecondFactor.shown(request);
        return "signin/recovery-codes";
    }

    /** From the recovery codes to the next hurdle, or to work. */
    @PostMapping("/login/go-on")
    String goOn(HttpServletRequest request, HttpServletResponse response) {
        return "redirect:" + signIns.goOn(request, response);
    }

    private static String show(StaffMember member, Model page, HttpServletRequest request) {
        var secret = secret(request);
        page.addAttribute("secret", secret.grouped());
        page.addAttribute("picture", secret.picture(member.username()));
        return "signin/enrol";
    }

    /** The same one until it is confirmed, however often the page is loaded. */
    private static FactorSecret secret(HttpServletRequest request) {
        var session = request.getSession();
        var secret = (FactorSecret) session.getAttribute(SECRET);
        if (secret == null) {
            secret = FactorSecret.random();
            session.setAttribute(SECRET, secret);
        }
        return secret;
    }
}
