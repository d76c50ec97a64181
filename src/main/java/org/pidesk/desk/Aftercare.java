package org.pidesk.desk;

import java.security.Principal;
import java.util.Map;
import org.pidesk.kernel.Reference;
import org.pidesk.request.CaseNotes;
import org.pidesk.request.Complaints;
import org.pidesk.request.LookUpAbuse;
import org.pidesk.request.Reviews;
import org.pidesk.request.UndeliveredNotices;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What stands on the page of a case beside its process: what staff note, and what is still owed to the person. */
@Component
class Aftercare {
    private final UndeliveredNotices undelivered;
    private final CaseNotes notes;
    private final Reviews reviews;
    private final Complaints complaints;
    private final LookUpAbuse abuse;

    Aftercare(
            UndeliveredNotices undelivered,
            CaseNotes notes,
            Reviews reviews,
            Complaints complaints,
            LookUpAbuse abuse) {
        this.undelivered = undelivered;
        this.notes = notes;
        this.reviews = reviews;
        this.complaints = complaints;
        this.abuse = abuse;
    }

    void show(Reference reference, Principal reader, Model page) {
        page.addAttribute("undelivered", undelivered.of(reference));
        page.addAttribute("notes", notes.of(reference));
        page.addAttribute("review", reviews.of(reference).orElse(null));
        page.addAttribute("reviewable", reviews.mayBeAsked(reference));
        page.addAttribute("maydecide", reviews.mayDecide(reference, reader.getName()));
        page.addAttribute("earlier", reviews.earlier(reference).orElse(null));
        page.addAttribute("complaints", complaints.of(reference));
        page.addAttribute("abusive", abuse.because(reference));
        page.addAttribute("maybeabuse", abuse.canBe(reference));
        page.addAttribute("pausedays", abuse.daysOfPause());
        if (!page.containsAttribute("typed")) {
            page.addAttribute("typed", Map.of());
            page.addAttribute("errors", Map.of());
        }
    }
}
