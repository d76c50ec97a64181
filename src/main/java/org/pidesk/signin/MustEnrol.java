package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.pidesk.staff.SecondFactors;
import org.pidesk.staff.StaffMember;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who sees or decides more than their own tasks sets up a second factor before the first of them. */
@Component
@Order(30)
class MustEnrol implements Hurdle {
    static final String PAGE = "/login/enrol";

    private final SecondFactors factors;

    MustEnrol(SecondFactors factors) {
        this.factors = factors;
    }

    @Override
    public String page() {
        return PAGE;
    }

    @Override
    public boolean stops(StaffMember member, HttpServletRequest request) {
        return factors.isObligatory(member) && !factors.isSetUp(member.username());
    }
}
