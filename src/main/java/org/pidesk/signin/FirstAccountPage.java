package org.pidesk.signin;

import jakarta.servlet.http.HttpServletResponse;
import org.pidesk.kernel.Token;
import org.pidesk.staff.AccountRefused;
import org.pidesk.staff.FirstAccount;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the first administrator makes their account, by the link of the first start. */
@Controller
class FirstAccountPage {
    private static final String PAGE = "/login/first" + PasswordPage.TOKEN;

    private final FirstAccount first;

    FirstAccountPage(FirstAccount first) {
        this.first = first;
    }

    @GetMapping(PAGE)
    String offer(@PathVariable String token, Model page, HttpServletResponse response) {
        return first.isOffered(new Token(token)) ? show(page) : PasswordPage.over(response);
    }

    @PostMapping(PAGE)
    String make(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            Model page,
            HttpServletResponse response) {
        if (!first.isOffered(new Token(token))) {
            return PasswordPage.over(response);
        }
        try {
            var member = StaffMember.typed(username, name, email, Role.ADMINISTRATOR, null);
            return first.make(new Token(token), member, password)
                    ? "redirect:/login?made"
                    : PasswordPage.over(response);
        } catch (AccountRefused refused) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("field", refused.field());
            page.addAttribute("why", refused.getMessage());
            return show(page);
        }
    }

    private String show(Model page) {
        page.addAttribute("least", first.least());
        return "signin/first";
    }
}
