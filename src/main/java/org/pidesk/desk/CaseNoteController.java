package org.pidesk.desk;

import java.security.Principal;
import java.util.Map;
import org.pidesk.request.CaseNotes;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes the notes that staff write on the page of a case. */
@Controller
@RequestMapping("/desk/requests/{reference}")
class CaseNoteController {
    private final CaseController cases;
    private final Aftercare aftercare;
    private final CaseNotes notes;

    CaseNoteController(CaseController cases, Aftercare aftercare, CaseNotes notes) {
        this.cases = cases;
        this.aftercare = aftercare;
        this.notes = notes;
    }

    @PostMapping("/notes")
    ModelAndView write(
            @PathVariable String reference,
            @RequestParam Map<String, String> typed,
            Principal author,
            Model page,
            RedirectAttributes next) {
        return aftercare.change(
                cases,
                reference,
                author,
                typed,
                page,
                asked -> notes.write(asked, typed.getOrDefault("note", ""), author.getName()),
                "Your note stands on the case.",
                next);
    }
}
