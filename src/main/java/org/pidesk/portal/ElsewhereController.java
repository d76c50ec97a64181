package org.pidesk.portal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Every address of the portal that is none, and where a form leads whose token is not, or no longer, right. */
@Controller
class ElsewhereController {
    private final PortalErrors errors;

    ElsewhereController(PortalErrors errors) {
        this.errors = errors;
    }

    @RequestMapping({"/pi/**", "/{organisation}/pi/**"})
    ModelAndView nothingHere(HttpServletRequest request) {
        return errors.page("nothing-here", HttpStatus.NOT_FOUND, request);
    }

    /** Nothing of the form is kept: it may be somebody else's. */
    @RequestMapping({"/pi/form-too-old", "/{organisation}/pi/form-too-old"})
    ModelAndView formTooOld(HttpServletRequest request) {
        var refused = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI) != null;
        return refused
                ? errors.page("form-too-old", HttpStatus.FORBIDDEN, request)
                : errors.page("nothing-here", HttpStatus.NOT_FOUND, request);
    }
}
