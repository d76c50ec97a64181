package org.pidesk.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.pidesk.activity.Fact;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffAccounts;
import org.springframework.stereotype.Component;

/** What is done when somebody else may know a password. */
@Component
class Safety {
    /** Administrators keep the installation running: they are its support. */
    static final String SUPPORT = Role.ADMINISTRATOR.groupIn(null);

    /** If somebody has got in, each hour counts: section 22 wants a notice as soon as reasonably possible. */
    private static final Duration TARGET = Duration.ofHours(4);

    private final StaffAccounts staff;
    private final TrustEnds trust;
    private final Clock clock;

    Safety(StaffAccounts staff, TrustEnds trust, Clock clock) {
        this.staff = staff;
        this.trust = trust;
        this.clock = clock;
    }

    void endAllSessions(String username) {
        trust.takeAllBack(username);
        staff.endSessions(username, Fact.SYSTEM);
    }

    void requireNewPassword(String username) {
        staff.demandNewPassword(username, Fact.SYSTEM);
    }

    /** Of a task that begins now. */
    Date lateAt() {
        return Date.from(clock.instant().plus(TARGET));
    }
}
