package org.pidesk.staff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.pidesk.kernel.OfPhones;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.pidesk.staff.SecondFactorChanged.What;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Second factors: a code that an app computes, good for half a minute and once. Whoever has lost the app has recovery
 * codes; whoever has lost those too asks another person.
 */
@Service
@Transactional
public class SecondFactors {
    /** One step earlier and one later: clocks differ, and people type slowly. */
    private static final int STEPS_AROUND = 1;

    private static final int TRIES = 10;
    private static final Duration REST = Duration.ofMinutes(15);

    private final StaffAccountRepository accounts;
    private final RecoveryCodes recovery;
    private final StaffTrail trail;
    private final JdbcClient sql;
    private final SealingKey key;
    private final Clock clock;
    private final Clock phones;
    private final ApplicationEventPublisher events;

    SecondFactors(
            StaffAccountRepository accounts,
            RecoveryCodes recovery,
            StaffTrail trail,
            JdbcClient sql,
            Secrets secrets,
            Clock clock,
            @OfPhones Clock phones,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.recovery = recovery;
        this.trail = trail;
        this.sql = sql;
        this.key = secrets.sealingKey("staff", "second-factor");
        this.clock = clock;
        this.phones = phones;
        this.events = events;
    }

    /** What became of a code. */
    public enum Answer {
        RIGHT,
        WRONG,
        /** It looked like a recovery code, and is none of this member's that is left. */
        NO_RECOVERY_CODE,
        /** Too many wrong codes: for a quarter of an hour only recovery codes are looked at. */
        RESTING
    }

    private record Kept(byte[] secret, long lastStep) {}

    @Transactional(readOnly = true)
    public boolean isSetUp(String username) {
        return sql.sql("select count(*) from second_factor where username = ?")
                        .param(username)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Whether this member may not work without one. */
    @Transactional(readOnly = true)
    public boolean isObligatory(StaffMember member) {
        return member.oversees()
                && accounts.findById(member.username())
                        .filter(account -> !account.isSample())
                        .isPresent();
    }

    /**
     * Sets the first second factor up. Of two sessions that do so at a time one has it: the other may be somebody else's.
     *
     * @return the recovery codes, which can be read now only
     * @throws AccountRefused when the code is not the app's, or there is a factor already
     */
    public List<String> enrol(String username, FactorSecret secret, String code) {
        return keep(username, secret, code, "do nothing");
    }

    /**
     * Sets the second factor up, in the place of one before, once the member has shown that the app computes the same.
     *
     * @return the recovery codes, which can be read now only
     * @throws AccountRefused when the code is not the app's
     */
    public List<String> setUp(String username, FactorSecret secret, String code) {
        return keep(
                username,
                secret,
                code,
                "do update set secret = excluded.secret, last_step = excluded.last_step, tries = 0,"
                        + " since = excluded.since");
    }

    private List<String> keep(String username, FactorSecret secret, String code, String ifThereIsOne) {
        var step = stepOf(secret.bytes(), code, Long.MIN_VALUE);
        if (step.isEmpty()) {
            throw new AccountRefused(
                    "code", "This is not the code that belongs to the picture. Is the clock of your phone right?");
        }
        var now = Timestamp.from(clock.instant());
        var kept = sql.sql("insert into second_factor (username, secret, last_step, tried_at, since)"
                        + " values (:username, :secret, :step, :now, :now) on conflict (username) " + ifThereIsOne)
                .param("username", username)
                .param("secret", key.seal(secret.text().getBytes(StandardCharsets.US_ASCII), place(username)))
                .param("step", step.getAsLong())
                .param("now", now)
                .update();
        if (kept == 0) {
            throw new AccountRefused(
                    "code",
                    "A second factor was set up for your account a moment ago, in another window. Was it not you?"
                            + " Then tell an administrator at once.");
        }
        trail.tell(accounts.findById(username).orElseThrow(), "SECOND_FACTOR_SET_UP", username);
        events.publishEvent(new SecondFactorChanged(username, What.SET_UP));
        return recovery.renew(username);
    }

    /** Looks at a code of the app, or a recovery code; either is good once. */
    public Answer check(String username, String typed) {
        if (RecoveryCodes.looksLikeOne(typed)) {
            return useRecoveryCode(username, typed);
        }
        var kept = takeTry(username);
        if (kept == null) {
            return Answer.RESTING;
        }
        var secret = new FactorSecret(new String(key.open(kept.secret(), place(username)), StandardCharsets.US_ASCII));
        var step = stepOf(secret.bytes(), typed.replaceAll("\\s", ""), kept.lastStep());
        return step.isPresent() && use(username, step.getAsLong()) ? Answer.RIGHT : Answer.WRONG;
    }

    private Answer useRecoveryCode(String username, String typed) {
        if (!recovery.use(username, typed)) {
            return Answer.NO_RECOVERY_CODE;
        }
        trail.tell(accounts.findById(username).orElseThrow(), "RECOVERY_CODE_USED", username);
        events.publishEvent(new SecondFactorChanged(username, What.RECOVERY_CODE_USED));
        return Answer.RIGHT;
    }

    @Transactional(readOnly = true)
    public int recoveryCodesLeft(String username) {
        return recovery.left(username);
    }

    /** New recovery codes in the place of those before. */
    public List<String> renewRecoveryCodes(String username) {
        if (!isSetUp(username)) {
            throw new AccountRefused("code", "Set up a second factor first.");
        }
        trail.tell(accounts.findById(username).orElseThrow(), "RECOVERY_CODES_RENEWED", username);
        events.publishEvent(new SecondFactorChanged(username, What.RECOVERY_CODES_RENEWED));
        return recovery.renew(username);
    }

    /** Takes one's own second factor away, where it is not obligatory. */
    public void remove(String username) {
        var account = accounts.findById(username).orElseThrow();
        if (isObligatory(account.member())) {
            throw new AccountRefused("code", "Your role needs a second factor. You can set up another one.");
        }
        remove(account, username);
    }

    void remove(StaffAccount account, String by) {
        var username = account.member().username();
        sql.sql("delete from second_factor where username = ?").param(username).update();
        recovery.forget(username);
        trail.tell(account, "SECOND_FACTOR_REMOVED", by);
        events.publishEvent(new SecondFactorChanged(username, What.REMOVED));
    }

    /** Counts a try before anything is compared; null when there is none left for now. */
    private Kept takeTry(String username) {
        var now = clock.instant();
        return sql.sql("""
                        update second_factor
                        set tries = case when tried_at <= :rested then 1 else tries + 1 end, tried_at = :now
                        where username = :username and (tries < :most or tried_at <= :rested)
                        returning secret, last_step""")
                .param("username", username)
                .param("now", Timestamp.from(now))
                .param("rested", Timestamp.from(now.minus(REST)))
                .param("most", TRIES)
                .query((row, number) -> new Kept(row.getBytes(1), row.getLong(2)))
                .optional()
                .orElse(null);
    }

    /** False when somebody else was faster with the same code. */
    private boolean use(String username, long step) {
        return sql.sql("update second_factor set last_step = ?, tries = 0 where username = ? and last_step < ?")
                        .params(step, username, step)
                        .update()
                == 1;
    }

    private OptionalLong stepOf(byte[] secret, String code, long after) {
        var now = Totp.stepAt(phones.instant());
        return LongStream.rangeClosed(now - STEPS_AROUND, now + STEPS_AROUND)
                .filter(step -> step > after)
                .filter(step -> MessageDigest.isEqual(bytes(Totp.code(secret, step)), bytes(code)))
                .findFirst();
    }

    private static byte[] bytes(String code) {
        return code.getBytes(StandardCharsets.UTF_8);
    }

    private static String place(String username) {
        return "second_factor/" + username;
    }
}
