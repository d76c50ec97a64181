package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.identity.ProvenFor;
import org.pidesk.identity.StaffChecks;
import org.pidesk.identity.WrongCode;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Token;
import org.pidesk.request.Requests;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The two ways from a masked record to one in clear: a code to its other address, of which nobody here learns more
 * than the mask, and a word for staff who see the person.
 */
@Controller
@RequestMapping({"/pi/held", "/{organisation}/pi/held"})
class FurtherController {
    private final Requests requests;
    private final IdentityChecks identity;
    private final StaffChecks staff;
    private final Cookies cookies;
    private final Dates dates;

    FurtherController(Requests requests, IdentityChecks identity, StaffChecks staff, Cookies cookies, Dates dates) {
        this.requests = requests;
        this.identity = identity;
        this.staff = staff;
        this.cookies = cookies;
        this.dates = dates;
    }

    @PostMapping("/further")
    Object ask(
            Visitor visitor,
            @RequestParam(name = "record", defaultValue = "0") int record,
            HttpServletRequest request,
            HttpServletResponse response) {
        var address = requests.furtherAddress(visitor.proof(), record);
        if (address.isEmpty()) {
            return visitor.site().seeOther("/held?changed");
        }
        var before = cookies.further(request, ProvenFor.HELD).orElse(null);
        var challenge =
                identity.askFurther(proof(request), ProvenFor.HELD, address.get(), request.getRemoteAddr(), before);
        cookies.keepFurther(response, ProvenFor.HELD, challenge);
        return visitor.site().seeOther("/held/further/code");
    }

    @GetMapping("/further/code")
    Object code(Visitor visitor, HttpServletRequest request, Model page) {
        var asked = askedFor(request);
        if (asked.isEmpty()) {
            return visitor.site().seeOther("/held");
        }
        return page(asked.get()).show(page);
    }

    /** Nobody learns more of it than its mask. */
    private static CodePage page(Address asked) {
        return new CodePage("portal/further", asked.masked());
    }

    @PostMapping("/further/code")
    Object answer(
            Visitor visitor,
            @RequestParam(name = "code", defaultValue = "") String typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model page) {
        var asked = askedFor(request);
        if (asked.isEmpty()) {
            return visitor.site().seeOther("/held");
        }
        try {
            var challenge = cookies.further(request, ProvenFor.HELD).orElseThrow();
            identity.answerFurther(
                    proof(request), ProvenFor.HELD, challenge, CodePage.withoutGaps(typed), request.getRemoteAddr());
            cookies.forgetFurther(response, ProvenFor.HELD);
            return visitor.site().seeOther("/held?proven");
        } catch (WrongCode wrong) {
            return page(asked.get()).wrong(wrong, typed, response, page);
        }
    }

    /** Shown once, as the answer to the form: only a hash of it is kept. */
    @PostMapping("/word")
    Object word(Visitor visitor, HttpServletRequest request, Model page) {
        var word = staff.offer(proof(request)).orElseThrow(() -> new NotProven(visitor.site()));
        page.addAttribute("word", word.text());
        page.addAttribute("until", dates.moment(word.until()));
        return "portal/word";
    }

    @GetMapping({"/word", "/further"})
    Object nothingToRead(Visitor visitor) {
        return visitor.site().seeOther("/held");
    }

    private Optional<Address> askedFor(HttpServletRequest request) {
        return cookies.further(request, ProvenFor.HELD)
                .flatMap(challenge -> identity.askedForFurther(proof(request), ProvenFor.HELD, challenge));
    }

    private Token proof(HttpServletRequest request) {
        return cookies.proof(request).orElseThrow();
    }
}
