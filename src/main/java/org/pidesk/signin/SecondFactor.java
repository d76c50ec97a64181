package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.pidesk.staff.SecondFactors;
import org.pidesk.staff.StaffMember;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whoever has set up a second factor shows it at each sign-in. */
@Component
@Order(20)
class SecondFactor implements Hurdle {
    static final String PAGE = "/login/code";
    private static final String SHOWN = "pidesk.second-factor-shown";

    private final SecondFactors factors;

    SecondFactor(SecondFactors factors) {
        this.factors = factors;
    }

    @Override
    public String page() {
        return PAGE;
    }

    @Override
    public boolean stops(StaffMember member, HttpServletRequest request) {
        return factors.isSetUp(member.username()) && !isShown(request);
    }

    private static boolean isShown(HttpServletRequest request) {
        return request.getSession().getAttribute(SHOWN) != null;
    }

    /** As long as this session is on its way: the one behind the last hurdle is another. */
    static void shown(HttpServletRequest request) {
        request.getSession().setAttribute(SHOWN, true);
    }
}
