package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.ABC;
import static org.pidesk.signin.Dealerships.PASSWORD;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

@PiDeskTest
class StillEmployedTest {
    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    EndedSessions ended;

    MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void naledi() {
        Dealerships.open(organisations, staff);
    }

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void leavesTheSessionOfAnOpenAccount() throws Exception {
        come();

        assertThat(session.isInvalid()).isFalse();
    }

    @Test
    void endsTheSessionOfAClosedAccount() throws Exception {
        accounts.disable(Hires.ADMIN, "naledi");

        come();

        assertThat(session.isInvalid()).isTrue();
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
    }

    @Test
    void endsTheSessionOfWhoHasAnotherRoleNow() throws Exception {
        staff.register(Hires.member("naledi", "Naledi Khumalo", Role.COMPLIANCE_MANAGER, ABC), PASSWORD);

        come();

        assertThat(session.isInvalid()).isTrue();
    }

    private void come() throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        "naledi", null, AuthorityUtils.createAuthorityList("ROLE_DEALERSHIP_STAFF")));
        var request = new MockHttpServletRequest();
        request.setSession(session);
        new StillEmployed(staff, ended).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }
}
