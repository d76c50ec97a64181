package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.concurrent.atomic.AtomicInteger;
import org.pidesk.staff.AccountRefused;
import org.pidesk.staff.StaffPasswords;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/** Asks for the password once more within a session, at which somebody else may sit: nobody guesses there without end. */
@Component
public class PresentPassword {
    private static final String TRIES = "pidesk.present-password-tries";
    private static final int MOST = 5;
    private static final Attempt.Answer NO_CHECK = new Attempt.Answer("", "", "");

    private final StaffPasswords passwords;
    private final AttemptCounts counts;
    private final Devices devices;
    private final Origins origins;

    PresentPassword(StaffPasswords passwords, AttemptCounts counts, Devices devices, Origins origins) {
        this.passwords = passwords;
        this.counts = counts;
        this.devices = devices;
        this.origins = origins;
    }

    /**
     * A wrong one counts as one at the sign-in does.
     *
     * @throws AccountRefused when it is not the password of whoever is signed in
     * @throws GuessedTooOften when it was the fifth wrong one in a row: the session is over
     */
    public void mustBe(String typed, HttpServletRequest request) {
        var username = request.getUserPrincipal().getName();
        if (typed.isEmpty()) {
            // it is refused; whoever left it out has guessed nothing
            passwords.mustBeRight(username, typed);
            return;
        }
        var tries = tries(request.getSession());
        // counted before anything is compared: of many at once no more than five are looked at
        if (tries.incrementAndGet() > MOST) {
            throw new GuessedTooOften();
        }
        try {
            passwords.mustBeRight(username, typed);
            tries.set(0);
        } catch (AccountRefused wrong) {
            count(username, request);
            if (tries.get() >= MOST) {
                request.getSession().invalidate();
                SecurityContextHolder.clearContext();
                throw new GuessedTooOften();
            }
            throw wrong;
        }
    }

    private void count(String username, HttpServletRequest request) {
        var attempt = new Attempt(
                username, devices.from(request, username), request.getRemoteAddr(), origins.of(request), NO_CHECK);
        counts.take(attempt);
        counts.failed(attempt);
    }

    private static AtomicInteger tries(HttpSession session) {
        synchronized (WebUtils.getSessionMutex(session)) {
            var tries = (AtomicInteger) session.getAttribute(TRIES);
            if (tries == null) {
                tries = new AtomicInteger();
                session.setAttribute(TRIES, tries);
            }
            return tries;
        }
    }
}
