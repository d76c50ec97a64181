package org.pidesk.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.pidesk.kernel.Day;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.pidesk.staff.StaffMember;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Writes to members of staff about sign-ins, in the caller's transaction. */
@Component
class SignInMails {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu 'at' HH:mm", Locale.ENGLISH)
            .withZone(Day.ZONE);

    private final Notices notices;
    private final String staffUrl;
    private final Clock clock;

    SignInMails(Notices notices, @Value("${pidesk.staff-url}") String staffUrl, Clock clock) {
        this.notices = notices;
        this.staffUrl = staffUrl;
        this.clock = clock;
    }

    /** The code that takes the place of the check at the sign-in. */
    void code(StaffMember member, String code, Instant until) {
        notices.send(to(member, Kind.SIGN_IN_CODE)
                .with("code", code)
                .with("minutes", minutesUntil(until))
                .expiring(until));
    }

    /** Somebody gave the right password in a browser that is not known: was it you? */
    void unknownBrowser(StaffMember member, Origin origin, Instant at, String link, String code, Instant until) {
        var page = staffUrl + "/login/device/" + link;
        notices.send(about(origin, at, to(member, Kind.UNKNOWN_BROWSER))
                .with("link", page)
                .with("notMe", page + "/not-me")
                .with("code", code)
                .with("minutes", minutesUntil(until))
                .expiring(until));
    }

    /** A browser is trusted now; where to take that back. */
    void newBrowser(StaffMember member, Origin origin) {
        notices.send(
                about(origin, clock.instant(), to(member, Kind.NEW_BROWSER)).with("link", staffUrl + "/desk/devices"));
    }

    /** Somebody tries to sign in, again and again. */
    void signInAttempts(StaffMember member, int attempts) {
        notices.send(to(member, Kind.SIGN_IN_ATTEMPTS).with("count", attempts).with("link", staffUrl + "/login/reset"));
    }

    /** Support does not rule out that somebody else knows the password. */
    void newPasswordRequired(StaffMember member) {
        notices.send(to(member, Kind.NEW_PASSWORD_REQUIRED).with("link", staffUrl + "/login/reset"));
    }

    /** A task of support waits; whom it is about is to be seen there. */
    void supportTask(StaffMember administrator, String task, Duration target) {
        notices.send(to(administrator, Kind.SUPPORT_TASK)
                .with("task", task)
                .with("hours", target.toHours())
                .with("link", staffUrl + "/camunda/app/tasklist/default/"));
    }

    /** Somebody, and who it is cannot be known, came past the lock of the staff area. */
    void glassBroken(StaffMember administrator, Origin origin, Instant until) {
        notices.send(about(origin, clock.instant(), to(administrator, Kind.GLASS_BROKEN))
                .with("until", MOMENT.format(until)));
    }

    private static Notice about(Origin origin, Instant at, Notice notice) {
        return notice.with("browser", origin.browser())
                .with("place", origin.place())
                .with("at", MOMENT.format(at));
    }

    private static Notice to(StaffMember member, Kind kind) {
        return Notice.toStaff(kind, member.organisation(), member.email());
    }

    private long minutesUntil(Instant until) {
        return Duration.between(clock.instant(), until).plusSeconds(59).toMinutes();
    }
}
