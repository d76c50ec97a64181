package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Service;

/** Who proves to be a staff member gets a session in which every door of theirs is open. */
@Service
class SignIns {
    private final StaffMembers staff;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    SignIns(StaffMembers staff) {
        this.staff = staff;
    }

    /** Signs in whoever's user name and password these are. */
    Optional<StaffMember> signIn(
            String username, String password, HttpServletRequest request, HttpServletResponse response) {
        var member = staff.authenticate(username, password);
        member.ifPresent(known -> begin(known, request, response));
        return member;
    }

    private void begin(StaffMember member, HttpServletRequest request, HttpServletResponse response) {
        var former = request.getSession(false);
        if (former != null) {
            // a session that somebody else may have begun, with all that Camunda remembered in it
            former.invalidate();
        }
        var signedIn = new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                member.username(), null, AuthorityUtils.createAuthorityList("ROLE_" + member.role())));
        SecurityContextHolder.setContext(signedIn);
        contexts.saveContext(signedIn, request, response);
    }
}
