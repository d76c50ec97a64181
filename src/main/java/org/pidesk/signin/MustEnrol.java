package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.pidesk.staff.SecondFactors;
import org.pidesk.staff.StaffMember;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Who sees or decides more than their own tasks sets up a second factor before the first of them. */
@Component
@Order(30)
class MustEnrol implements Hurdle {
    private final SecondFactors factors;

    MustEnrol(SecondFactors factors) {
        this.factors = factors;
    }

    @Override
    public Optional<String> before(StaffMember member, HttpServletRequest request) {
        return stopsAt(member) ? Optional.of("/login/enrol") : Optional.empty();
    }

    boolean stopsAt(StaffMember member) {
        return factors.isObligatory(member) && !factors.isSetUp(member.username());
    }
}
