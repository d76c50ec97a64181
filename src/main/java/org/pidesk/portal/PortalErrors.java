package org.pidesk.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.pidesk.identity.TooManyRequests;
import org.pidesk.notice.Regulator;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** What the portal says when something is not as it should be: always a page, always with a way on. */
@ControllerAdvice(basePackageClasses = PortalErrors.class)
class PortalErrors {
    private final Sites sites;
    private final Regulator regulator;

    PortalErrors(Sites sites, Regulator regulator) {
        this.sites = sites;
        this.regulator = regulator;
    }

    /** At the foot of every page. */
    @ModelAttribute("regulator")
    Regulator regulator() {
        return regulator;
    }

    @ExceptionHandler({NothingHere.class, MethodArgumentTypeMismatchException.class})
    ModelAndView nothingHere(HttpServletRequest request) {
        return page("nothing-here", HttpStatus.NOT_FOUND, request);
    }

    @ExceptionHandler
    View notProven(NotProven stranger) {
        return stranger.site().seeOther("?again");
    }

    @ExceptionHandler
    ModelAndView tooMany(TooManyRequests tooMany, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "3600");
        return page("too-many", HttpStatus.TOO_MANY_REQUESTS, request).addObject("sentence", tooMany.getMessage());
    }

    ModelAndView page(String what, HttpStatus status, HttpServletRequest request) {
        var page = new ModelAndView("portal/message", status)
                .addObject("what", what)
                .addObject("regulator", regulator);
        sites.find(request).ifPresent(site -> page.addObject("site", site));
        return page;
    }
}
