package org.pidesk.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.camunda.bpm.engine.RuntimeService;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Reference;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets support know at whom it is guessed: once for all attempts in a row. It happens a moment after the
 * attempt, so that an attempt takes as long for a name that nobody has.
 */
@Component
class SignInAlerts {
    private static final String PROCESS = "signInAlert";

    private final AttemptCounts counts;
    private final StaffMembers staff;
    private final SignInMails mails;
    private final RuntimeService engine;
    private final ActivityLog activity;
    private final JdbcClient database;
    private final SignInSettings settings;
    private final Clock clock;

    SignInAlerts(
            AttemptCounts counts,
            StaffMembers staff,
            SignInMails mails,
            RuntimeService engine,
            ActivityLog activity,
            JdbcClient database,
            SignInSettings settings,
            Clock clock) {
        this.counts = counts;
        this.staff = staff;
        this.mails = mails;
        this.engine = engine;
        this.activity = activity;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** At whom it was guessed, and when that was noticed. */
    record Alert(Reference reference, String username, Instant raisedAt) {}

    @Scheduled(fixedDelay = 2000)
    @Transactional
    public void raise() {
        counts.takeAlarms()
                .forEach(who -> staff.all().stream()
                        .filter(member -> Arrays.equals(counts.account(member.username()), who))
                        .forEach(this::raise));
    }

    private void raise(StaffMember member) {
        var reference = Reference.random();
        database.sql("insert into sign_in_alert (reference, username, who, raised_at) values (?, ?, ?, ?)")
                .params(
                        reference.value(),
                        member.username(),
                        counts.account(member.username()),
                        Timestamp.from(clock.instant()))
                .update();
        activity.record(Fact.of(reference, "SIGN_IN_ALERT"));
        engine.startProcessInstanceByKey(PROCESS, reference.value());
    }

    Alert get(Reference reference) {
        return database.sql("select * from sign_in_alert where reference = ?")
                .param(reference.value())
                .query((row, number) -> new Alert(
                        reference,
                        row.getString("username"),
                        row.getTimestamp("raised_at").toInstant()))
                .single();
    }

    /** They may have come from a trusted browser, and ended since: ten they were. */
    void warnUser(Reference reference) {
        staff.find(get(reference).username())
                .ifPresent(member -> mails.signInAttempts(
                        member, Math.max(settings.alertAfter(), counts.ofStrangers(member.username()))));
    }

    void tellOfNewPassword(Reference reference) {
        staff.find(get(reference).username()).ifPresent(mails::newPasswordRequired);
    }

    /** What nobody has answered yet stays. */
    void forgetOld() {
        database.sql("delete from sign_in_alert where reference in (select reference from support_answer where at < ?)")
                .param(Timestamp.from(clock.instant().minus(SupportAnswers.KEPT)))
                .update();
    }
}
