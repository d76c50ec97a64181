package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.request.Held;
import org.pidesk.request.LookUpAudit;
import org.pidesk.request.LookUpAudit.How;
import org.pidesk.request.LookUps;
import org.pidesk.request.Requests;
import org.pidesk.request.Withdrawals;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What is held, and the withdrawal of consent, for people who have proven an address. */
@Controller
@RequestMapping({"/pi", "/{organisation}/pi"})
class HeldController {
    /** The version of what the withdrawal page says; a new one whenever its words change what they promise. */
    static final String WORDING = "withdrawal-2027-01";

    private final Requests requests;
    private final LookUps lookUps;
    private final Withdrawals withdrawals;
    private final IdentityChecks identity;
    private final Cookies cookies;
    private final LookUpAudit audit;
    private final HeldSheets sheets;
    private final Dates dates;

    HeldController(
            Requests requests,
            LookUps lookUps,
            Withdrawals withdrawals,
            IdentityChecks identity,
            Cookies cookies,
            LookUpAudit audit,
            HeldSheets sheets,
            Dates dates) {
        this.requests = requests;
        this.lookUps = lookUps;
        this.withdrawals = withdrawals;
        this.identity = identity;
        this.cookies = cookies;
        this.audit = audit;
        this.sheets = sheets;
        this.dates = dates;
    }

    @GetMapping("/held")
    String held(Visitor visitor, Model page) {
        var held = requests.heldFor(visitor.proof());
        audit.note(visitor.proof(), held, How.PAGE);
        page.addAttribute("sheet", sheets.of(visitor.site(), visitor.proof(), held));
        page.addAttribute("evidenceUntil", held.evidenceUntil() == null ? null : dates.day(held.evidenceUntil()));
        page.addAttribute(
                "open",
                held.open().stream().map(itsCase -> CasePage.of(itsCase, dates)).toList());
        page.addAttribute("removing", held.isRemoving());
        page.addAttribute("removesAll", held.removal() != null);
        page.addAttribute("byMail", visitor.proof().address() instanceof EmailAddress);
        if (held.nothing()) {
            page.addAttribute(
                    "lookUp",
                    LookUpPage.of(lookUps.of(visitor.proof()), !held.open().isEmpty(), dates));
        }
        return "portal/held";
    }

    @GetMapping("/withdraw")
    Object confirm(Visitor visitor, Model page) {
        var held = requests.heldFor(visitor.proof());
        if (held.removal() != null) {
            return visitor.site().seeOther("/requests/" + held.removal());
        }
        page.addAttribute("found", found(held));
        page.addAttribute("wording", WORDING);
        page.addAttribute("pause", dates.length(visitor.site().organisation().pause()));
        return "portal/withdraw";
    }

    /** What happens depends on how many records carry the address, so the page says it differently. */
    static String found(Held held) {
        return switch (held.records().size()) {
            case 0 -> "none";
            case 1 -> "one";
            default -> "several";
        };
    }

    @PostMapping("/withdraw")
    View withdraw(Visitor visitor, @RequestParam(name = "wording", defaultValue = "") String wording) {
        if (!wording.equals(WORDING)) {
            return visitor.site().seeOther("/withdraw?reworded");
        }
        var reference = withdrawals.receive(visitor.proof(), WORDING);
        return visitor.site().seeOther("/done/" + reference);
    }

    /** What it says is true as long as the request is open. */
    @GetMapping("/done/{reference}")
    Object done(Visitor visitor, @PathVariable("reference") Reference reference, Model page) {
        var its = requests.of(visitor.proof(), reference)
                .map(itsCase -> CasePage.of(itsCase, dates))
                .orElseThrow(NothingHere::new);
        page.addAttribute("its", its);
        return its.isOpen() ? "portal/done" : visitor.site().seeOther("/requests/" + reference);
    }

    @PostMapping("/leave")
    View leave(Site site, HttpServletRequest request, HttpServletResponse response) {
        cookies.proof(request).ifPresent(identity::forget);
        cookies.forget(response);
        response.setHeader("Clear-Site-Data", "\"cache\", \"storage\"");
        return site.seeOther("?left");
    }
}
