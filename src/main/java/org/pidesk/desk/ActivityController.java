package org.pidesk.desk;

import java.security.Principal;
import org.pidesk.activity.ActivityLog;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Proves on demand that nobody has changed the activity log. */
@Controller
class ActivityController {
    private final ActivityLog log;
    private final Overseers checkers;

    ActivityController(ActivityLog log, Overseers checkers) {
        this.log = log;
        this.checkers = checkers;
    }

    @GetMapping("/desk/activity")
    String show(Principal reader) {
        checkers.mustInclude(reader);
        return "desk/activity";
    }

    @PostMapping("/desk/activity")
    String verify(Principal reader, Model page) {
        checkers.mustInclude(reader);
        page.addAttribute("result", log.verify());
        return "desk/activity";
    }
}
