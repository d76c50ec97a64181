package org.pidesk.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.pidesk.activity.Fact;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMembers;
import org.springframework.stereotype.Component;

/** What is done when somebody else may know a password. */
@Component
class Safety {
    /** Administrators keep the installation running: they are its support. */
    static final String SUPPORT = Role.ADMINISTRATOR.groupIn(null);

    /** If somebody has got in, each hour counts: section 22 wants a notice as soon as reasonably possible. */
    private static final Duration TARGET = Duration.ofHours(4);

    private final StaffAccounts staff;
    private final StaffMembers members;
    private final SignInMails mails;
    private final TrustEnds trust;
    private final Clock clock;

    Safety(StaffAccounts staff, StaffMembers members, SignInMails mails, TrustEnds trust, Clock clock) {
        this.staff = staff;
        this.members = members;
        this.mails = mails;
        this.trust = trust;
        this.clock = clock;
    }

    void endAllSessions(String username) {
        // the account first, as whoever closes it does: else the two could wait for each other
        staff.endSessions(username, Fact.SYSTEM);
        trust.takeAllBack(username);
    }

    void requireNewPassword(String username) {
        staff.demandNewPassword(username, Fact.SYSTEM);
    }

    /** Tells every administrator that a task waits: four hours are soon over for whoever does not look. */
    void callSupport(String task) {
        members.all().stream()
                .filter(member -> member.role() == Role.ADMINISTRATOR)
                .forEach(administrator -> mails.supportTask(administrator, task, TARGET));
    }

    /** Of a task that begins now. */
    Date lateAt() {
        return Date.from(clock.instant().plus(TARGET));
    }
}
