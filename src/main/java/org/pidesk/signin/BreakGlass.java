package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.pidesk.web.HostCookies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The way in for whoever must get in although the lock says no: abroad, or with a file of countries that is broken. A
 * code from the safe opens the staff area to the browser in which it is typed, and to no other; each code does so once.
 * It is no password: whoever is in signs in as ever. Administrators are told by mail, and whoever watches by the log, the
 * activity log and the health.
 */
@Component
class BreakGlass {
    private static final Logger LOG = LoggerFactory.getLogger(BreakGlass.class);
    private static final String COOKIE = "pidesk-glass";
    private static final Duration OPEN_FOR = Duration.ofHours(4);

    private final StaffAreaSettings settings;
    private final HostCookies cookies;
    private final StaffMembers staff;
    private final SignInMails mails;
    private final ActivityLog activity;
    private final JdbcClient jdbc;
    private final Clock clock;

    BreakGlass(
            StaffAreaSettings settings,
            HostCookies cookies,
            StaffMembers staff,
            SignInMails mails,
            ActivityLog activity,
            JdbcClient jdbc,
            Clock clock) {
        this.settings = settings;
        this.cookies = cookies;
        this.staff = staff;
        this.mails = mails;
        this.activity = activity;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean isBrokenFor(HttpServletRequest request) {
        return cookies.read(request, COOKIE)
                .map(value -> new Token(value).hash())
                .filter(browser -> jdbc.sql(
                                "select exists (select 1 from broken_glass where browser = ? and until > ?)")
                        .param(browser)
                        .param(Timestamp.from(clock.instant()))
                        .query(Boolean.class)
                        .single())
                .isPresent();
    }

    /** @return whether it was a code that had not been used before */
    @Transactional
    public boolean breakWith(String code, Origin from, HttpServletResponse response) {
        var hash = new Token(code.strip().toLowerCase(Locale.ROOT)).hash();
        var browser = Token.random();
        var until = clock.instant().plus(OPEN_FOR);
        if (!isOurs(hash) || !isFirstUse(hash, browser, until)) {
            LOG.warn("A break-glass code was tried that is none, or was used before.");
            return false;
        }
        cookies.write(response, COOKIE, browser.value(), OPEN_FOR);
        activity.record(Fact.of(Reference.random(), "GLASS_BROKEN").with("until", until));
        staff.all().stream()
                .filter(member -> member.role() == Role.ADMINISTRATOR)
                .forEach(administrator -> mails.glassBroken(administrator, from, until));
        LOG.error(
                "A break-glass code was used: the staff area is open to one browser until {}, from everywhere.", until);
        return true;
    }

    /** For whoever watches the health of pi-desk. */
    boolean isBrokenNow() {
        return jdbc.sql("select exists (select 1 from broken_glass where until > ?)")
                .param(Timestamp.from(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    private boolean isOurs(byte[] hash) {
        var ours = false;
        for (var known : settings.breakGlassHashes()) {
            ours |= MessageDigest.isEqual(known, hash);
        }
        return ours;
    }

    /** Two who type the same code at the same time, at two nodes: one of them is the first. */
    private boolean isFirstUse(byte[] code, Token browser, Instant until) {
        return jdbc.sql("insert into broken_glass (code, browser, until) values (?, ?, ?) on conflict do nothing")
                        .param(code)
                        .param(browser.hash())
                        .param(Timestamp.from(until))
                        .update()
                == 1;
    }
}
