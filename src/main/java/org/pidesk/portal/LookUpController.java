package org.pidesk.portal;

import org.pidesk.request.LookUps;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.View;

/** Has it searched again where nothing is held, for people who have proven the address. */
@Controller
@RequestMapping({"/pi", "/{organisation}/pi"})
class LookUpController {
    private final LookUps lookUps;

    LookUpController(LookUps lookUps) {
        this.lookUps = lookUps;
    }

    @PostMapping("/look-up")
    View searchAgain(Visitor visitor) {
        lookUps.searchAgain(visitor.proof());
        return visitor.site().seeOther("/held");
    }
}
