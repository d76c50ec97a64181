package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What whoever stands before the lock is told, and where they break the glass. */
@Controller
class GeoLockPages {
    private final BreakGlass glass;
    private final Origins origins;
    private final NetworkLimits limits;

    GeoLockPages(BreakGlass glass, Origins origins, NetworkLimits limits) {
        this.glass = glass;
        this.origins = origins;
        this.limits = limits;
    }

    /** Only the lock leads here; somebody who is in and comes by finds nothing. */
    @RequestMapping(GeoLock.CLOSED)
    String closed(HttpServletRequest request, HttpServletResponse response, Model model) {
        var why = request.getAttribute(GeoLock.Entry.class.getName());
        response.setStatus((why == null ? HttpStatus.NOT_FOUND : HttpStatus.FORBIDDEN).value());
        model.addAttribute("why", why == null ? "" : why.toString());
        return "signin/closed";
    }

    @GetMapping("/login/break-glass")
    String ask() {
        return "signin/break-glass";
    }

    @PostMapping("/login/break-glass")
    String open(
            @RequestParam(defaultValue = "") String code,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!limits.takeGlass(request.getRemoteAddr())) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            model.addAttribute("tooMany", true);
            return "signin/break-glass";
        }
        if (glass.breakWith(code, origins.of(request), response)) {
            return "redirect:/login";
        }
        response.setStatus(HttpStatus.FORBIDDEN.value());
        model.addAttribute("wrong", true);
        return "signin/break-glass";
    }
}
