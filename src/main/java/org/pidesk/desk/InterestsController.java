package org.pidesk.desk;

import java.security.Principal;
import org.pidesk.consent.ConsentRefused;
import org.pidesk.consent.Interests;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The groups that marketing goes to; compliance managers make and close them. */
@Controller
@RequestMapping("/desk/interests")
class InterestsController {
    private static final String PAGE = "desk/interests";
    private static final String DONE = "redirect:/desk/interests?done";

    private final Interests interests;
    private final Readers readers;

    InterestsController(Interests interests, Readers readers) {
        this.interests = interests;
        this.readers = readers;
    }

    @GetMapping
    ModelAndView show(Principal reader) {
        var member = readers.staff(reader);
        return new ModelAndView(PAGE)
                .addObject("groups", interests.groups(member.organisation()))
                .addObject("keeps", Readers.isComplianceManager(member));
    }

    @PostMapping
    ModelAndView add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String purpose,
            Principal author) {
        var manager = readers.complianceManager(author);
        try {
            interests.add(manager.organisation(), name, purpose, manager.username());
            return new ModelAndView(DONE);
        } catch (ConsentRefused incomplete) {
            var page = show(author);
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page.addObject("why", incomplete.getMessage())
                    .addObject("name", name)
                    .addObject("purpose", purpose);
        }
    }

    @PostMapping("/{code}/close")
    String close(@PathVariable String code, Principal author) {
        var manager = readers.complianceManager(author);
        interests.close(manager.organisation(), code, manager.username());
        return DONE;
    }

    @PostMapping("/{code}/reopen")
    String reopen(@PathVariable String code, Principal author) {
        var manager = readers.complianceManager(author);
        interests.reopen(manager.organisation(), code, manager.username());
        return DONE;
    }
}
