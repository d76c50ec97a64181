package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.pidesk.kernel.Token;
import org.pidesk.staff.AccountRefused;
import org.pidesk.staff.ForgottenPasswords;
import org.pidesk.staff.LinkPurpose;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffPasswords;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where staff choose a password: by a link that was mailed, or because the one they have must be changed. */
@Controller
class PasswordPage {
    static final String TOKEN = "/{token:[A-Za-z0-9_-]{43}}";
    private static final String FROM_THE_BEGINNING = "redirect:/login";

    private final SignIns signIns;
    private final StaffPasswords passwords;
    private final ForgottenPasswords forgotten;
    private final NetworkLimits limits;

    PasswordPage(SignIns signIns, StaffPasswords passwords, ForgottenPasswords forgotten, NetworkLimits limits) {
        this.signIns = signIns;
        this.passwords = passwords;
        this.forgotten = forgotten;
        this.limits = limits;
    }

    @GetMapping("/login/reset")
    String forgotten() {
        return "signin/forgotten";
    }

    /** The same for every name: whether there is such an account is looked up later. */
    @PostMapping("/login/reset")
    String ask(
            @RequestParam(defaultValue = "") String username,
            Model page,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (limits.takeLink(request.getRemoteAddr())) {
            forgotten.ask(username);
            page.addAttribute("asked", true);
        } else {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            page.addAttribute("tooMany", true);
        }
        return "signin/forgotten";
    }

    @GetMapping("/login/reset" + TOKEN)
    String reset(@PathVariable String token, Model page, HttpServletResponse response) {
        return show(new Token(token), LinkPurpose.RESET, page, response);
    }

    @PostMapping("/login/reset" + TOKEN)
    String reset(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            Model page,
            HttpServletResponse response) {
        return choose(new Token(token), LinkPurpose.RESET, password, page, response);
    }

    @GetMapping("/login/invitation" + TOKEN)
    String invitation(@PathVariable String token, Model page, HttpServletResponse response) {
        return show(new Token(token), LinkPurpose.INVITATION, page, response);
    }

    @PostMapping("/login/invitation" + TOKEN)
    String invitation(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            Model page,
            HttpServletResponse response) {
        return choose(new Token(token), LinkPurpose.INVITATION, password, page, response);
    }

    @GetMapping(MustChangePassword.PAGE)
    String mustChange(Model page, HttpServletRequest request) {
        return signIns.at(MustChangePassword.PAGE, request)
                .map(member -> page(member, "must-change", page))
                .orElse(FROM_THE_BEGINNING);
    }

    @PostMapping(MustChangePassword.PAGE)
    String change(
            @RequestParam(defaultValue = "") String password,
            Model page,
            HttpServletRequest request,
            HttpServletResponse response) {
        var member = signIns.at(MustChangePassword.PAGE, request);
        if (member.isEmpty()) {
            return FROM_THE_BEGINNING;
        }
        try {
            signIns.outlive(passwords.replace(member.get().username(), password), request);
        } catch (AccountRefused refused) {
            return again(member.get(), "must-change", refused, page, response);
        }
        return "redirect:" + signIns.goOn(request, response);
    }

    private String show(Token link, LinkPurpose purpose, Model page, HttpServletResponse response) {
        return passwords
                .whose(link, purpose)
                .map(member -> page(member, purpose.name(), page))
                .orElseGet(() -> over(response));
    }

    private String choose(Token link, LinkPurpose purpose, String password, Model page, HttpServletResponse response) {
        try {
            return passwords.choose(link, purpose, password) ? "redirect:/login?chosen" : over(response);
        } catch (AccountRefused refused) {
            return passwords
                    .whose(link, purpose)
                    .map(member -> again(member, purpose.name(), refused, page, response))
                    .orElseGet(() -> over(response));
        }
    }

    private String page(StaffMember member, String why, Model page) {
        page.addAttribute("username", member.username());
        page.addAttribute("least", passwords.least(member.username()));
        page.addAttribute("occasion", why);
        return "signin/choose-password";
    }

    private String again(
            StaffMember member, String why, AccountRefused refused, Model page, HttpServletResponse response) {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        page.addAttribute("why", refused.getMessage());
        return page(member, why, page);
    }

    /** The same for a link that was used, has run out, or never was. */
    static String over(HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return "signin/link-over";
    }
}
