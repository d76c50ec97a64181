package org.pidesk.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Map;
import java.util.UUID;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.request.NotNow;
import org.pidesk.request.UndeliveredNotice;
import org.pidesk.request.UndeliveredNotices;
import org.pidesk.request.WayReached;
import org.pidesk.task.InvalidAnswer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where staff find whom no notice has reached, and say how they were reached otherwise. */
@Controller
@RequestMapping("/desk/undelivered")
class UndeliveredController {
    private static final int PAGE = 50;

    private final UndeliveredNotices notices;
    private final Readers readers;
    private final StaffWords words;

    UndeliveredController(UndeliveredNotices notices, Readers readers, StaffWords words) {
        this.notices = notices;
        this.readers = readers;
        this.words = words;
    }

    @ModelAttribute
    void begin(Model page) {
        page.addAttribute("words", words);
        page.addAttribute("ways", WayReached.values());
        page.addAttribute("errors", Map.of());
        page.addAttribute("typed", Map.of());
    }

    @GetMapping
    String list(Principal reader, @RequestParam(defaultValue = "0") int from, Model page) {
        var organisation = organisationOf(reader);
        var first = Math.max(0, from);
        var open = notices.open(organisation, first, PAGE + 1);
        page.addAttribute("open", open.stream().limit(PAGE).toList());
        page.addAttribute("earlier", first == 0 ? null : Math.max(0, first - PAGE));
        page.addAttribute("later", open.size() > PAGE ? first + PAGE : null);
        page.addAttribute("settled", notices.settled(organisation));
        return "desk/undelivered";
    }

    @GetMapping(SystemPages.ENTRY)
    String show(@PathVariable UUID id, Principal reader, Model page) {
        return show(notice(id, reader), reader, page);
    }

    @PostMapping(SystemPages.ENTRY)
    String settle(
            @PathVariable UUID id,
            @RequestParam Map<String, String> typed,
            Principal author,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        var notice = notice(id, author);
        try {
            notices.settle(organisationOf(author), id, typed, author.getName());
        } catch (InvalidAnswer incomplete) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("errors", incomplete.fields());
            page.addAttribute("typed", typed);
            return show(notice, author, page);
        } catch (NotNow others) {
            response.setStatus(HttpStatus.CONFLICT.value());
            page.addAttribute("why", others.getMessage());
            return show(notice, author, page);
        }
        next.addFlashAttribute("done", "Noted on case " + notice.reference() + ".");
        return "redirect:/desk/undelivered";
    }

    private String show(UndeliveredNotice notice, Principal reader, Model page) {
        page.addAttribute("notice", notice);
        if (notice.isOpen()) {
            page.addAttribute("addresses", notices.addresses(notice, reader.getName()));
        } else {
            page.addAttribute("said", notices.said(notice));
        }
        return "desk/undelivered-notice";
    }

    /** What another organisation owes, and what there never was, are not there in the same words. */
    private UndeliveredNotice notice(UUID id, Principal reader) {
        return notices.find(organisationOf(reader), id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private OrganisationId organisationOf(Principal reader) {
        return readers.staff(reader).organisation();
    }
}
