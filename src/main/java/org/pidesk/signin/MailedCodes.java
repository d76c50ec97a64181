package org.pidesk.signin;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pidesk.kernel.Secrets;
import org.pidesk.kernel.Token;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The check for whom the work is none: without scripts, on a slow machine. A code goes to the address of the account;
 * it opens nothing by itself, but one attempt.
 *
 * <p>Strangers can ask for codes, and never have them. So a code is good on every page that asked for the same account;
 * only those that nobody has used count as too many; and when there are too many, asking makes the newest of them good
 * again. The user is never without one.
 *
 * <p>Asking writes the same row for every name. Whether somebody has that name is looked at a moment later, when the
 * answer has long been given.
 */
@Component
class MailedCodes {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration VALID = Duration.ofMinutes(10);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(1);
    static final int PER_HOUR = 3;
    static final int PER_DAY = 6;
    private static final int TRIES = 5;
    private static final int AT_ONCE = 50;
    /** Anything else was mistyped, and is no try. */
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private final JdbcClient database;
    private final AttemptCounts names;
    private final NetworkLimits limits;
    private final StaffMembers staff;
    private final SignInMails mails;
    private final Secrets secrets;
    private final SignInSettings settings;
    private final Clock clock;

    MailedCodes(
            JdbcClient database,
            AttemptCounts names,
            NetworkLimits limits,
            StaffMembers staff,
            SignInMails mails,
            Secrets secrets,
            SignInSettings settings,
            Clock clock) {
        this.database = database;
        this.names = names;
        this.limits = limits;
        this.staff = staff;
        this.mails = mails;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return what the page keeps to answer with; empty when this network has asked too often */
    Optional<Token> ask(String username, String network) {
        var where = names.network(network);
        if (asked("network", where, AN_HOUR, "") >= settings.codesPerNetwork() || !limits.takeCodeAround(network)) {
            return Optional.empty();
        }
        var token = Token.random();
        database.sql("insert into sign_in_code (id, who, network, asked_at, expires_at) values (?, ?, ?, ?, ?)")
                .params(token.hash(), names.account(username), where, at(clock.instant()), at(expiry()))
                .update();
        return Optional.of(token);
    }

    /** Sends what was asked for, where there is somebody to send it to. */
    @Scheduled(fixedDelay = 1000)
    @Transactional
    public void send() {
        var waiting = database.sql("select id, who from sign_in_code where not handled order by asked_at limit ?"
                        + " for update skip locked")
                .param(AT_ONCE)
                .query((row, number) -> new Asked(row.getBytes(1), row.getBytes(2)))
                .list();
        if (!waiting.isEmpty()) {
            var everybody = staff.all();
            waiting.forEach(asked -> handle(asked, everybody));
        }
    }

    private void handle(Asked asked, List<StaffMember> everybody) {
        everybody.stream()
                .filter(member -> Arrays.equals(names.account(member.username()), asked.who()))
                .findFirst()
                .ifPresent(member -> {
                    if (unused(asked.who(), AN_HOUR) < PER_HOUR && unused(asked.who(), KEPT) < PER_DAY) {
                        send(asked, member);
                    } else {
                        prolongNewest(asked.who());
                    }
                });
        database.sql("update sign_in_code set handled = true where id = ?")
                .param(asked.id())
                .update();
    }

    private void send(Asked asked, StaffMember member) {
        var code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        database.sql("update sign_in_code set code = ?, expires_at = ? where id = ?")
                .params(fingerprint(asked.who(), code), at(expiry()), asked.id())
                .update();
        mails.code(member, code, expiry());
    }

    private void prolongNewest(byte[] who) {
        database.sql("update sign_in_code set expires_at = ? where id ="
                        + " (select id from sign_in_code where who = ? and code is not null and not used"
                        + " order by asked_at desc limit 1)")
                .params(at(expiry()), who)
                .update();
    }

    /**
     * Counts the try of the page, then compares; a right code is used up. Where none was sent the try counts as well: it
     * takes the same time.
     */
    boolean accept(String page, String username, String code) {
        if (page.isEmpty() || !CODE.matcher(code).matches()) {
            return false;
        }
        var who = names.account(username);
        return database.sql("update sign_in_code set tries = tries + 1"
                                        + " where id = ? and who = ? and tries < ? and expires_at > ?")
                                .params(new Token(page).hash(), who, TRIES, at(clock.instant()))
                                .update()
                        == 1
                && database.sql("update sign_in_code set used = true"
                                        + " where who = ? and code = ? and not used and expires_at > ?")
                                .params(who, fingerprint(who, code), at(clock.instant()))
                                .update()
                        > 0;
    }

    /** Whether a code can still be typed in on this page. */
    boolean takes(String page, String username) {
        return !page.isEmpty()
                && database.sql("select exists (select from sign_in_code"
                                + " where id = ? and who = ? and tries < ? and expires_at > ?)")
                        .params(new Token(page).hash(), names.account(username), TRIES, at(clock.instant()))
                        .query(Boolean.class)
                        .single();
    }

    /** One that was prolonged outlives its day. */
    void forgetOld() {
        database.sql("delete from sign_in_code where asked_at < ? and expires_at < ?")
                .params(at(clock.instant().minus(KEPT)), at(clock.instant()))
                .update();
    }

    private int unused(byte[] who, Duration within) {
        return asked("who", who, within, " and code is not null and not used");
    }

    private int asked(String whose, byte[] value, Duration within, String and) {
        return database.sql("select count(*) from sign_in_code where " + whose + " = ? and asked_at > ?" + and)
                .params(value, at(clock.instant().minus(within)))
                .query(Integer.class)
                .single();
    }

    /** Bound to the account: for another one the same digits are something else. */
    private byte[] fingerprint(byte[] who, String code) {
        return secrets.fingerprint(HexFormat.of().formatHex(who) + code, "signin", "code");
    }

    private Instant expiry() {
        return clock.instant().plus(VALID);
    }

    private static Timestamp at(Instant instant) {
        return Timestamp.from(instant);
    }

    private record Asked(byte[] id, byte[] who) {}
}
