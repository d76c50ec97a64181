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
import org.springframework.security.authentication.AnonymousAuthenticationToken;
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
        session.setAttribute(SignIns.BEGAN_UNDER, staff.sessionsOver("naledi"));
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

    @Test
    void endsTheSessionOfAMemberWhoseSessionsAreOver() throws Exception {
        come();
        accounts.endSessions("naledi", "naledi");

        come();

        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void leavesTheSessionOfWhoIsOnTheirWayIn() throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(new AnonymousAuthenticationToken(
                        "key", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));

        visit(ended);

        assertThat(session.isInvalid()).isFalse();
    }

    @Test
    void endsASessionThatBeganUnderNoNumber() throws Exception {
        session.removeAttribute(SignIns.BEGAN_UNDER);

        come();

        assertThat(session.isInvalid()).isTrue();
    }

    /** On the other node nobody hears the event. */
    @Test
    void asksWithinAMinuteWhetherItWasEndedOnAnotherNode() throws Exception {
        var elsewhere = new EndedSessions();
        come(elsewhere);
        accounts.endSessions("naledi", "naledi");

        come(elsewhere);
        assertThat(session.isInvalid()).isFalse();
        session.setAttribute("pidesk.still-employed", System.nanoTime() - 61_000_000_000L);
        come(elsewhere);

        assertThat(session.isInvalid()).isTrue();
    }

    private void come() throws Exception {
        come(ended);
    }

    private void come(EndedSessions known) throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        "naledi", null, AuthorityUtils.createAuthorityList("ROLE_DEALERSHIP_STAFF")));
        visit(known);
    }

    private void visit(EndedSessions known) throws Exception {
        var request = new MockHttpServletRequest();
        request.setSession(session);
        new StillEmployed(staff, known).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }
}
