package org.pidesk.desk;

import java.security.Principal;
import java.util.Set;
import java.util.function.Predicate;
import org.pidesk.notice.NoticeToCheck;
import org.pidesk.notice.NoticesToCheck;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where an administrator, who can ask the mail server, says of each message that waited in a restored backup whether it was
 * sent already. To whom it goes and what it says is shown to nobody.
 */
@Controller
@RequestMapping(MessagesToCheckController.PAGE)
class MessagesToCheckController {
    static final String PAGE = "/desk/messages-to-check";
    private static final int SHOWN = 100;

    private final NoticesToCheck notices;
    private final Overseers overseers;
    private final StaffWords words;

    MessagesToCheckController(NoticesToCheck notices, Overseers overseers, StaffWords words) {
        this.notices = notices;
        this.overseers = overseers;
        this.words = words;
    }

    /** For everybody else the page is not there. */
    @ModelAttribute
    void begin(Principal reader) {
        overseers.mustBeAdministrator(reader);
    }

    @GetMapping
    String show(Model page) {
        var open = notices.open();
        page.addAttribute("words", words);
        page.addAttribute("count", open.size());
        page.addAttribute("shown", open.stream().limit(SHOWN).toList());
        return "desk/messages-to-check";
    }

    @PostMapping("/sent")
    String wereSent(
            @RequestParam(defaultValue = "") Set<String> id,
            @RequestParam(defaultValue = "false") boolean all,
            Principal author,
            RedirectAttributes next) {
        return settle(id, all, one -> notices.wasSent(one.id(), one.reference(), author.getName()), "as sent", next);
    }

    @PostMapping("/send")
    String send(
            @RequestParam(defaultValue = "") Set<String> id,
            @RequestParam(defaultValue = "false") boolean all,
            Principal author,
            RedirectAttributes next) {
        return settle(id, all, one -> notices.send(one.id(), one.reference(), author.getName()), "to leave now", next);
    }

    /** What another administrator settled meanwhile is passed over. @param how settles one; false where it was settled */
    private String settle(
            Set<String> ids, boolean all, Predicate<NoticeToCheck> how, String noted, RedirectAttributes next) {
        var settled = notices.open().stream()
                .filter(one -> all || ids.contains(one.id().toString()))
                .filter(how)
                .count();
        if (settled == 0) {
            next.addFlashAttribute("why", "Please tick at least one message that still waits.");
        } else {
            next.addFlashAttribute(
                    "done", settled + (settled == 1 ? " message" : " messages") + " noted " + noted + ".");
        }
        return "redirect:" + PAGE;
    }
}
