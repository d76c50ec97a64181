package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.pidesk.staff.StaffMembers;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Where staff sign in and out. */
@Controller
class SignInPage {
    /** What nobody is called need not come back. */
    private static final int LONGEST_NAME = 256;

    private final SignIns signIns;
    private final Guards guards;
    private final NetworkLimits limits;
    private final ProofOfWork work;
    private final MailedCodes codes;
    private final Origins origins;
    private final Devices devices;
    private final StaffMembers staff;

    SignInPage(
            SignIns signIns,
            Guards guards,
            NetworkLimits limits,
            ProofOfWork work,
            MailedCodes codes,
            Origins origins,
            Devices devices,
            StaffMembers staff) {
        this.signIns = signIns;
        this.guards = guards;
        this.limits = limits;
        this.work = work;
        this.codes = codes;
        this.origins = origins;
        this.devices = devices;
        this.staff = staff;
    }

    @GetMapping("/login")
    String page(Principal somebody, Model model, HttpServletRequest request) {
        model.addAttribute("check", guards.isDear(request.getRemoteAddr()));
        return somebody == null ? "signin/login" : "redirect:/desk";
    }

    /**
     * @param altcha what the browser worked out for the check
     * @param asked the token of the page that had a code mailed for the check
     * @param code that code
     */
    @PostMapping("/login")
    String signIn(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String altcha,
            @RequestParam(defaultValue = "") String asked,
            @RequestParam(defaultValue = "") String code,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var answer = new Attempt.Answer(altcha, asked, code.replaceAll("\\s", ""));
        var attempt = new Attempt(
                username, devices.from(request, username), request.getRemoteAddr(), origins.of(request), answer);
        var entry = guards.admit(attempt);
        var admitted = entry == Guards.Entry.ADMITTED;
        var next = admitted ? signIns.signIn(username, password, request, response) : Optional.<String>empty();
        if (next.isPresent()) {
            guards.succeeded(attempt);
            return "redirect:" + next.get();
        }
        if (entry != Guards.Entry.FLOOD) {
            guards.failed(attempt);
        }
        model.addAttribute(admitted ? "wrong" : asked.isEmpty() ? "unchecked" : "wrongCode", true);
        model.addAttribute("check", guards.isDear(attempt));
        if (!admitted && codes.takes(asked, username)) {
            model.addAttribute("asked", asked);
        }
        var status = entry == Guards.Entry.FLOOD ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.UNAUTHORIZED;
        return again(username, status, model, response);
    }

    /** What the browser is to work out. It costs us some work, too: a network gets so many in an hour. */
    @GetMapping("/login/check")
    @ResponseBody
    ResponseEntity<Map<String, Object>> question(HttpServletRequest request) {
        return limits.takeCheck(request.getRemoteAddr())
                ? ResponseEntity.ok(work.ask())
                : ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                        .body(Map.of("error", "Your network has had too many checks. Have a code mailed to you."));
    }

    /** Mails a code in place of the check; says the same for a name that nobody has. */
    @PostMapping("/login/check")
    String mailCode(
            @RequestParam(defaultValue = "") String username,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        model.addAttribute("check", true);
        if (username.isBlank()) {
            model.addAttribute("nameless", true);
            return again(username, HttpStatus.BAD_REQUEST, model, response);
        }
        var asked = codes.ask(username, request.getRemoteAddr());
        asked.ifPresent(token -> model.addAttribute("asked", token.value()));
        model.addAttribute("tooMany", asked.isEmpty());
        return again(username, asked.isEmpty() ? HttpStatus.TOO_MANY_REQUESTS : HttpStatus.OK, model, response);
    }

    private static String again(String username, HttpStatus status, Model model, HttpServletResponse response) {
        response.setStatus(status.value());
        model.addAttribute("username", username.substring(0, Math.min(username.length(), LONGEST_NAME)));
        model.addAttribute("perHour", MailedCodes.PER_HOUR);
        model.addAttribute("perDay", MailedCodes.PER_DAY);
        return "signin/login";
    }

    /** Changes nothing: the page has a button that does. */
    @GetMapping("/logout")
    String leaving(Principal somebody, Model model) {
        if (somebody == null) {
            return "redirect:/login";
        }
        model.addAttribute("username", somebody.getName());
        return "signin/logout";
    }

    /** The place where the one who is signed in works. */
    @GetMapping("/desk")
    String home(Principal somebody) {
        return "redirect:" + staff.find(somebody.getName()).map(SignIns::homeOf).orElse("/logout");
    }
}
