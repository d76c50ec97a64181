package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffPasswords;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A password that somebody else may know is changed before any door opens. */
@Component
@Order(40)
class MustChangePassword implements Hurdle {
    private final StaffPasswords passwords;

    MustChangePassword(StaffPasswords passwords) {
        this.passwords = passwords;
    }

    @Override
    public Optional<String> before(StaffMember member, HttpServletRequest request) {
        return passwords.mustChange(member.username()) ? Optional.of("/login/new-password") : Optional.empty();
    }
}
