package org.pidesk.desk;

import java.security.Principal;
import java.util.Map;
import org.pidesk.request.LookUpAbuse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lets compliance managers end a look-up that is an abuse, on its page. */
@Controller
@RequestMapping("/desk/requests/{reference}")
class LookUpAbuseController {
    private final CaseController cases;
    private final Aftercare aftercare;
    private final Readers readers;
    private final LookUpAbuse abuse;

    LookUpAbuseController(CaseController cases, Aftercare aftercare, Readers readers, LookUpAbuse abuse) {
        this.cases = cases;
        this.aftercare = aftercare;
        this.readers = readers;
        this.abuse = abuse;
    }

    @PostMapping("/abuse")
    ModelAndView endAsAbuse(
            @PathVariable String reference,
            @RequestParam Map<String, String> typed,
            Principal author,
            Model page,
            RedirectAttributes next) {
        cases.ofTheOrganisationOf(author, reference);
        var manager = readers.complianceManager(author);
        return aftercare.change(
                cases,
                reference,
                author,
                typed,
                page,
                asked -> abuse.end(asked, typed.getOrDefault("because", ""), manager.username()),
                "The look-up is ended, and the person is told why.",
                next);
    }
}
