package org.pidesk.portal;

import org.pidesk.request.DeIdentifications;
import org.pidesk.request.Requests;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The request to be de-identified, for people who have proven an address. */
@Controller
@RequestMapping({"/pi/de-identify", "/{organisation}/pi/de-identify"})
class DeIdentifyController {
    /** The version of what the page says; a new one whenever its words change what they promise. */
    static final String WORDING = "de-identification-2027-01";

    private final Requests requests;
    private final DeIdentifications deIdentifications;
    private final Dates dates;

    DeIdentifyController(Requests requests, DeIdentifications deIdentifications, Dates dates) {
        this.requests = requests;
        this.deIdentifications = deIdentifications;
        this.dates = dates;
    }

    @GetMapping
    Object confirm(Visitor visitor, Model page) {
        var held = requests.heldFor(visitor.proof());
        if (held.removal() != null) {
            return visitor.site().seeOther("/requests/" + held.removal());
        }
        page.addAttribute("found", HeldController.found(held));
        page.addAttribute("wording", WORDING);
        page.addAttribute("pause", dates.length(visitor.site().organisation().pause()));
        return "portal/de-identify";
    }

    @PostMapping
    View deIdentify(Visitor visitor, @RequestParam(name = "wording", defaultValue = "") String wording) {
        if (!wording.equals(WORDING)) {
            return visitor.site().seeOther("/de-identify?reworded");
        }
        return visitor.site().seeOther("/done/" + deIdentifications.receive(visitor.proof(), WORDING));
    }
}
