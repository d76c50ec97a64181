package org.pidesk.desk;

import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pidesk.notice.NoticeToCheck;
import org.pidesk.notice.NoticesToCheck;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
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
    private final StaffMembers staff;
    private final StaffWords words;

    MessagesToCheckController(NoticesToCheck notices, StaffMembers staff, StaffWords words) {
        this.notices = notices;
        this.staff = staff;
        this.words = words;
    }

    /** For everybody else the page is not there. */
    @ModelAttribute
    void begin(Principal reader) {
        staff.find(reader.getName())
                .filter(member -> member.role() == Role.ADMINISTRATOR)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
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
            @RequestParam(defaultValue = "") List<String> id,
            @RequestParam(defaultValue = "false") boolean all,
            Principal author,
            RedirectAttributes next) {
        var settled = named(id, all)
                .filter(one -> notices.wasSent(one.id(), one.reference(), author.getName()))
                .count();
        return back(settled, "as sent", next);
    }

    @PostMapping("/send")
    String send(
            @RequestParam(defaultValue = "") List<String> id,
            @RequestParam(defaultValue = "false") boolean all,
            Principal author,
            RedirectAttributes next) {
        var settled = named(id, all)
                .filter(one -> notices.send(one.id(), one.reference(), author.getName()))
                .count();
        return back(settled, "to leave now", next);
    }

    /** Those that still wait: what another administrator settled meanwhile is passed over. */
    private Stream<NoticeToCheck> named(List<String> ids, boolean all) {
        var wanted = Set.copyOf(ids);
        return notices.open().stream()
                .filter(one -> all || wanted.contains(one.id().toString()));
    }

    private static String back(long settled, String how, RedirectAttributes next) {
        if (settled == 0) {
            next.addFlashAttribute("why", "Please tick at least one message that still waits.");
        } else {
            next.addFlashAttribute("done", settled + (settled == 1 ? " message" : " messages") + " noted " + how + ".");
        }
        return "redirect:" + PAGE;
    }
}
