package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.request.CaseView;
import org.pidesk.request.LeftToStaff;
import org.pidesk.request.Requests;
import org.pidesk.request.TooLateToCancel;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/**
 * How far requests have come, and their cancellation: for whoever holds the mailed link, or has proven an address and
 * names the reference. A reference alone opens nothing. Reading changes nothing.
 */
@Controller
@RequestMapping({"/pi/requests", "/{organisation}/pi/requests"})
class StatusController {
    private final Requests requests;
    private final Visitors visitors;
    private final Dates dates;

    StatusController(Requests requests, Visitors visitors, Dates dates) {
        this.requests = requests;
        this.visitors = visitors;
        this.dates = dates;
    }

    /** All requests of the person; where there is only one, that one. */
    @GetMapping
    Object mine(Visitor visitor, Model page) {
        var all = requests.of(visitor.proof());
        if (all.size() < 2) {
            return visitor.site()
                    .seeOther(
                            all.isEmpty() ? "/held" : "/requests/" + all.get(0).reference());
        }
        page.addAttribute(
                "requests", all.stream().map(one -> CasePage.of(one, dates)).toList());
        return "portal/requests";
    }

    @GetMapping("/{which}")
    String status(Site site, @PathVariable("which") String which, HttpServletRequest request, Model page) {
        show(site, which, key(site, which, request), request, page);
        return "portal/status";
    }

    @GetMapping("/{which}/cancel")
    Object confirm(Site site, @PathVariable("which") String which, HttpServletRequest request, Model page) {
        var found = show(site, which, key(site, which, request), request, page);
        return found.cancellable() ? "portal/cancel" : site.seeOther("/requests/" + which);
    }

    @PostMapping("/{which}/cancel")
    View cancel(Site site, @PathVariable("which") String which, HttpServletRequest request, Model page) {
        var key = key(site, which, request);
        show(site, which, key, request, page);
        try {
            key.cancel();
        } catch (TooLateToCancel tooLate) {
            return site.seeOther("/requests/" + which + "?late");
        } catch (LeftToStaff contested) {
            return site.seeOther("/requests/" + which + "?contested");
        }
        return site.seeOther("/requests/" + which);
    }

    @PostMapping("/{which}/answered")
    View answered(Site site, @PathVariable("which") String which, HttpServletRequest request, Model page) {
        var key = key(site, which, request);
        show(site, which, key, request, page);
        key.answered();
        return site.seeOther("/requests/" + which + "?answered");
    }

    private CaseView show(Site site, String which, Key key, HttpServletRequest request, Model page) {
        var found = key.find()
                .filter(itsCase -> itsCase.organisation().equals(site.id()))
                .orElseThrow(NothingHere::new);
        page.addAttribute("its", CasePage.of(found, dates));
        page.addAttribute("here", site.base() + "/requests/" + which);
        page.addAttribute("proven", visitors.proofAt(site, request).isPresent());
        page.addAttribute("reviewable", found.closedAt() != null && key.isOfWhoAsked());
        return found;
    }

    private Key key(Site site, String which, HttpServletRequest request) {
        var link = Cookies.token(which);
        return link.isPresent() ? new ByLink(link.get()) : byProof(site, which, request);
    }

    private Key byProof(Site site, String which, HttpServletRequest request) {
        var reference = reference(which).orElseThrow(NothingHere::new);
        var proof = visitors.proofAt(site, request).orElseThrow(() -> new NotProven(site));
        return new Key() {
            @Override
            public Optional<CaseView> find() {
                return requests.of(proof, reference);
            }

            @Override
            public boolean isOfWhoAsked() {
                return requests.isOfWhoAsked(proof, reference);
            }

            @Override
            public void cancel() {
                requests.cancel(proof, reference);
            }

            @Override
            public void answered() {
                requests.answered(proof, reference);
            }
        };
    }

    private static Optional<Reference> reference(String text) {
        try {
            return Optional.of(new Reference(text));
        } catch (IllegalArgumentException notAReference) {
            return Optional.empty();
        }
    }

    /** What opens a case. */
    private interface Key {
        Optional<CaseView> find();

        boolean isOfWhoAsked();

        void cancel();

        void answered();
    }

    private final class ByLink implements Key {
        private final Token link;

        private ByLink(Token link) {
            this.link = link;
        }

        @Override
        public Optional<CaseView> find() {
            return requests.at(link);
        }

        @Override
        public boolean isOfWhoAsked() {
            return requests.isOfWhoAsked(link);
        }

        @Override
        public void cancel() {
            requests.cancel(link);
        }

        @Override
        public void answered() {
            requests.answered(link);
        }
    }
}
