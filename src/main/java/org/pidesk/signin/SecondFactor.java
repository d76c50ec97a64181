package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.pidesk.staff.SecondFactors;
import org.pidesk.staff.StaffMember;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Whoever has set up a second factor shows it at each sign-in. */
@Component
@Order(20)
class SecondFactor implements Hurdle {
    private static final String SHOWN = "pidesk.second-factor-shown";

    private final SecondFactors factors;

    SecondFactor(SecondFactors factors) {
        this.factors = factors;
    }

    @Override
    public Optional<String> before(StaffMember member, HttpServletRequest request) {
        return factors.isSetUp(member.username()) && !isShown(request) ? Optional.of("/login/code") : Optional.empty();
    }

    private static boolean isShown(HttpServletRequest request) {
        return request.getSession().getAttribute(SHOWN) != null;
    }

    /** As long as this session is on its way: the one behind the last hurdle is another. */
    static void shown(HttpServletRequest request) {
        request.getSession().setAttribute(SHOWN, true);
    }
}
