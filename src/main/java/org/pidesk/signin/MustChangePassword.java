package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffPasswords;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** A password that somebody else may know is changed before any door opens. */
@Component
@Order(40)
class MustChangePassword implements Hurdle {
    static final String PAGE = "/login/new-password";

    private final StaffPasswords passwords;

    MustChangePassword(StaffPasswords passwords) {
        this.passwords = passwords;
    }

    @Override
    public String page() {
        return PAGE;
    }

    @Override
    public boolean stops(StaffMember member, HttpServletRequest request) {
        return passwords.mustChange(member.username());
    }
}
