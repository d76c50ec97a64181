package org.pidesk.signin;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RuntimeService;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Secrets;
import org.pidesk.kernel.Token;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks a user by mail whether an unknown browser is theirs. What comes of it happens once, in the process of the same
 * name, which a row here is about.
 */
@Service
@Transactional
class DeviceVerifications {
    static final Duration VALID = Duration.ofMinutes(30);

    private static final String PROCESS = "deviceVerification";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TRIES = 5;
    private static final Pattern CODE = Pattern.compile("[0-9]{8}");
    private static final String OPEN = " status = 'OPEN' and expires_at > ? ";

    private final JdbcClient database;
    private final RuntimeService engine;
    private final Devices devices;
    private final StaffMembers staff;
    private final SignInMails mails;
    private final ActivityLog activity;
    private final Secrets secrets;
    private final SignInSettings settings;
    private final Clock clock;

    DeviceVerifications(
            JdbcClient database,
            RuntimeService engine,
            Devices devices,
            StaffMembers staff,
            SignInMails mails,
            ActivityLog activity,
            Secrets secrets,
            SignInSettings settings,
            Clock clock) {
        this.database = database;
        this.engine = engine;
        this.devices = devices;
        this.staff = staff;
        this.mails = mails;
        this.activity = activity;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A question to a user.
     *
     * @param origin of the browser that waits, and not of whoever answers
     * @param open whether it can still be answered
     * @param confirmed whether a browser is trusted by it
     */
    record Question(
            Reference reference,
            String username,
            Origin origin,
            Instant askedAt,
            Instant expiresAt,
            boolean open,
            boolean confirmed) {}

    /** The browser that answers: what it has, and what it will have. @param moved null where it is no device yet */
    record Answering(Origin origin, Token cookie, UUID moved) {}

    /** @return empty when this user was asked too often within the hour */
    Optional<Reference> begin(StaffMember member, Origin origin) {
        oneAtATime(member);
        var lately = database.sql("select count(*) from device_verification where username = ? and asked_at > ?")
                .params(member.username(), Timestamp.from(clock.instant().minus(Duration.ofHours(1))))
                .query(Integer.class)
                .single();
        if (lately >= settings.verificationsPerHour()) {
            return Optional.empty();
        }
        var reference = Reference.random();
        database.sql("insert into device_verification (reference, username, browser, country, asked_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        reference.value(),
                        member.username(),
                        origin.browser(),
                        origin.country(),
                        now(),
                        Timestamp.from(clock.instant().plus(VALID)))
                .update();
        activity.record(Fact.of(reference, "DEVICE_VERIFICATION_ASKED"));
        engine.startProcessInstanceByKey(PROCESS, reference.value());
        return Optional.of(reference);
    }

    /** Else of many at once each would find that none were asked before. */
    private void oneAtATime(StaffMember member) {
        database.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("device verifications of " + member.username())
                .query()
                .listOfRows();
    }

    /** Mails the link and the code, of which only the hashes stay here. */
    void mail(Reference reference) {
        var question = get(reference);
        var link = Token.random();
        var code = "%08d".formatted(RANDOM.nextInt(100_000_000));
        database.sql("update device_verification set link = ?, code = ? where reference = ?")
                .params(link.hash(), fingerprint(reference, code), reference.value())
                .update();
        mails.unknownBrowser(
                staff.find(question.username()).orElseThrow(),
                question.origin(),
                question.askedAt(),
                link.value(),
                code.substring(0, 4) + " " + code.substring(4),
                question.expiresAt());
    }

    @Transactional(readOnly = true)
    Question get(Reference reference) {
        return database.sql("select * from device_verification where reference = ?")
                .param(reference.value())
                .query(this::question)
                .single();
    }

    /** The question that a link of a mail belongs to. */
    @Transactional(readOnly = true)
    Optional<Question> behind(Token link) {
        return database.sql("select * from device_verification where link = ?")
                .param(link.hash())
                .query(this::question)
                .optional();
    }

    /** The button behind the link was pressed. @return false when it was too late, or decided already */
    boolean confirm(Token link, Answering by) {
        return behind(link)
                .map(Question::reference)
                .filter(reference -> decide(reference, by))
                .isPresent();
    }

    /**
     * The code of the mail was typed into the browser that waits. The try counts, whatever comes of it; what cannot be a
     * code is none.
     *
     * @return false when it was not the code, or too late
     */
    boolean confirm(Reference reference, String typed, Answering by) {
        var code = digits(typed);
        return isCode(typed)
                && database.sql("update device_verification set tries = tries + 1 where reference = ? and tries < ? and"
                                + OPEN + "returning code")
                        .params(reference.value(), TRIES, now())
                        .query((row, number) -> row.getBytes(1))
                        .optional()
                        .filter(right -> MessageDigest.isEqual(right, fingerprint(reference, code)))
                        .isPresent()
                && decide(reference, by);
    }

    static boolean isCode(String typed) {
        return CODE.matcher(digits(typed)).matches();
    }

    private static String digits(String typed) {
        return typed.replaceAll("\\s", "");
    }

    /** How often a code can still be typed in. */
    @Transactional(readOnly = true)
    int triesLeft(Reference reference) {
        return database.sql("select ? - tries from device_verification where reference = ?")
                .params(TRIES, reference.value())
                .query(Integer.class)
                .single();
    }

    /** Once: of two at the same moment the row lets one through. */
    private boolean decide(Reference reference, Answering by) {
        var decided =
                database.sql("update device_verification set status = 'CONFIRMED', decided_at = ?, into_cookie = ?,"
                                        + " into_device = ?, into_browser = ?, into_country = ? where reference = ? and"
                                        + OPEN)
                                .params(
                                        now(),
                                        by.cookie().hash(),
                                        by.moved(),
                                        by.origin().browser(),
                                        by.origin().country(),
                                        reference.value(),
                                        now())
                                .update()
                        == 1;
        if (decided) {
            tell(reference, "message_browserConfirmed");
        }
        return decided;
    }

    /** The user says that it was somebody else. @return false when it was too late, or decided already */
    boolean deny(Token link) {
        var denied = behind(link)
                .map(Question::reference)
                .filter(reference -> database.sql("update device_verification set status = 'DENIED', decided_at = ?"
                                        + " where reference = ? and" + OPEN)
                                .params(now(), reference.value(), now())
                                .update()
                        == 1);
        denied.ifPresent(reference -> tell(reference, "message_notTheUser"));
        return denied.isPresent();
    }

    void trust(Reference reference) {
        var question = get(reference);
        database.sql("select * from device_verification where reference = ?")
                .param(reference.value())
                .query(row -> {
                    devices.trust(
                            question.username(),
                            reference,
                            new Origin(row.getString("into_country"), row.getString("into_browser")),
                            row.getBytes("into_cookie"),
                            row.getObject("into_device", UUID.class));
                });
    }

    void tellOfNewBrowser(Reference reference) {
        var into = database.sql("select into_country, into_browser from device_verification where reference = ?")
                .param(reference.value())
                .query((row, number) -> new Origin(row.getString(1), row.getString(2)))
                .single();
        staff.find(get(reference).username()).ifPresent(member -> mails.newBrowser(member, into));
    }

    /** What support has not looked into yet stays. */
    void forgetOld() {
        database.sql("delete from device_verification where asked_at < ?"
                        + " and (status <> 'DENIED' or reference in (select reference from support_answer))")
                .param(Timestamp.from(clock.instant().minus(SupportAnswers.KEPT)))
                .update();
    }

    private void tell(Reference reference, String message) {
        var waiting = engine.createExecutionQuery()
                .messageEventSubscriptionName(message)
                .processInstanceBusinessKey(reference.value())
                .singleResult();
        engine.messageEventReceived(message, waiting.getId());
    }

    private byte[] fingerprint(Reference reference, String code) {
        return secrets.fingerprint(reference.value() + code, "signin", "device", "code");
    }

    private Question question(ResultSet row, int number) throws SQLException {
        var expiresAt = row.getTimestamp("expires_at").toInstant();
        return new Question(
                new Reference(row.getString("reference")),
                row.getString("username"),
                new Origin(row.getString("country"), row.getString("browser")),
                row.getTimestamp("asked_at").toInstant(),
                expiresAt,
                row.getString("status").equals("OPEN") && expiresAt.isAfter(clock.instant()),
                row.getString("status").equals("CONFIRMED"));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
