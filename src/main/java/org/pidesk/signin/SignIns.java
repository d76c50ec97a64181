package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.pidesk.staff.Recognised;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Service;

/** Who proves to be a staff member, and has taken every {@link Hurdle}, gets a session in which their doors are open. */
@Service
class SignIns {
    /** Under which number of {@link StaffMembers#sessionsOver} a session began: under another one it is over. */
    static final String BEGAN_UNDER = "pidesk.began-under";

    private static final String HALFWAY = "pidesk.halfway";

    private final StaffMembers staff;
    private final ObjectProvider<Hurdle> hurdles;
    private final FormTokens tokens;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    SignIns(StaffMembers staff, ObjectProvider<Hurdle> hurdles, FormTokens tokens) {
        this.staff = staff;
        this.hurdles = hurdles;
        this.tokens = tokens;
    }

    /**
     * Begins for whoever's user name and password these are.
     *
     * @return the page to go on at; empty when the two do not belong together
     */
    Optional<String> signIn(
            String username, String password, HttpServletRequest request, HttpServletResponse response) {
        return staff.authenticate(username, password).map(somebody -> {
            begin(somebody, request);
            return goOn(request, response);
        });
    }

    /** Whoever has given the right password in this session and still has a hurdle to take. */
    Optional<StaffMember> halfway(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .filter(this::isNotOver)
                .map(session -> (String) session.getAttribute(HALFWAY))
                .flatMap(staff::find);
    }

    private boolean isNotOver(HttpSession session) {
        var username = (String) session.getAttribute(HALFWAY);
        return username != null
                && Integer.valueOf(staff.sessionsOver(username)).equals(session.getAttribute(BEGAN_UNDER));
    }

    /**
     * Goes on with a member who has just ended all their sessions by choosing another password in this one.
     *
     * @param sessionsOver the number under which they did so: when another has ended all since, this one is over too
     */
    void outlive(int sessionsOver, HttpServletRequest request) {
        request.getSession().setAttribute(BEGAN_UNDER, sessionsOver);
    }

    /**
     * Signs in whoever has no more hurdles to take.
     *
     * @return the page of the next hurdle, of the work behind the last one, or of the beginning where nobody has begun
     */
    String goOn(HttpServletRequest request, HttpServletResponse response) {
        return halfway(request).map(member -> goOn(member, request, response)).orElse("/login");
    }

    private String goOn(StaffMember member, HttpServletRequest request, HttpServletResponse response) {
        var next = first(member, request);
        if (next.isEmpty()) {
            open(member, request, response);
            return homeOf(member);
        }
        next.get().reached(member, request);
        return next.get().page();
    }

    /**
     * Whoever has this hurdle to take now. To anybody else its page is not served: with the password alone one would
     * otherwise set up a second factor, or use up the tries of the one that there is, before the browser is known.
     */
    Optional<StaffMember> at(String page, HttpServletRequest request) {
        return halfway(request)
                .filter(member -> first(member, request)
                        .filter(hurdle -> hurdle.page().equals(page))
                        .isPresent());
    }

    private Optional<Hurdle> first(StaffMember member, HttpServletRequest request) {
        return hurdles.orderedStream()
                .filter(hurdle -> hurdle.stops(member, request))
                .findFirst();
    }

    private void begin(Recognised somebody, HttpServletRequest request) {
        end(request);
        request.getSession().setAttribute(HALFWAY, somebody.member().username());
        request.getSession().setAttribute(BEGAN_UNDER, somebody.sessionsOver());
    }

    /** A session that somebody else may have begun, or seen, with all that Camunda remembered in it. */
    private static void end(HttpServletRequest request) {
        var former = request.getSession(false);
        if (former != null) {
            former.invalidate();
        }
    }

    private void open(StaffMember member, HttpServletRequest request, HttpServletResponse response) {
        var beganUnder = request.getSession().getAttribute(BEGAN_UNDER);
        end(request);
        request.getSession().setAttribute(BEGAN_UNDER, beganUnder);
        var signedIn = new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                member.username(), null, AuthorityUtils.createAuthorityList("ROLE_" + member.role())));
        SecurityContextHolder.setContext(signedIn);
        contexts.saveContext(signedIn, request, response);
        tokens.renew(request, response);
        hurdles.orderedStream().forEach(hurdle -> hurdle.passed(member, request, response));
    }

    /** The place where a member works. */
    static String homeOf(StaffMember member) {
        return switch (member.role()) {
            case DEALERSHIP_STAFF, COMPLIANCE_MANAGER -> "/camunda/app/tasklist/default/";
            case ADMINISTRATOR -> "/camunda/app/cockpit/default/";
        };
    }
}
