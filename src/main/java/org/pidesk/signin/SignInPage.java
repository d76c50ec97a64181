package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.pidesk.staff.StaffMembers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where staff sign in and out. */
@Controller
class SignInPage {
    private final SignIns signIns;
    private final StaffMembers staff;

    SignInPage(SignIns signIns, StaffMembers staff) {
        this.signIns = signIns;
        this.staff = staff;
    }

    @GetMapping("/login")
    String page(Principal somebody) {
        return somebody == null ? "signin/login" : "redirect:/desk";
    }

    @PostMapping("/login")
    String signIn(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String password,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var next = signIns.signIn(username, password, request, response);
        if (next.isPresent()) {
            return "redirect:" + next.get();
        }
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        model.addAttribute("username", username);
        model.addAttribute("wrong", true);
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
