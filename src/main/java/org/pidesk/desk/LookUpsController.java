package org.pidesk.desk;

import java.security.Principal;
import org.pidesk.request.LookUps;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The open look-ups of the reader's own organisation, by reference: where the mail about many of them leads. */
@Controller
class LookUpsController {
    private static final int PAGE = 100;

    private final LookUps lookUps;
    private final Readers readers;
    private final StaffWords words;

    LookUpsController(LookUps lookUps, Readers readers, StaffWords words) {
        this.lookUps = lookUps;
        this.readers = readers;
        this.words = words;
    }

    @GetMapping("/desk/look-ups")
    String show(Principal reader, @RequestParam(defaultValue = "0") int from, Model page) {
        var first = Math.max(0, from);
        var rows = lookUps.open(readers.staff(reader).organisation(), first, PAGE + 1);
        page.addAttribute("rows", rows.stream().limit(PAGE).toList());
        page.addAttribute("earlier", first == 0 ? null : Math.max(0, first - PAGE));
        page.addAttribute("later", rows.size() > PAGE ? first + PAGE : null);
        page.addAttribute("words", words);
        return "desk/look-ups";
    }
}
