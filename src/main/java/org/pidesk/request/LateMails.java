package org.pidesk.request;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Secrets;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The mails that say that something is late: twenty within an hour to the same person, and one more that tells of all
 * that follow. After a long outage every case is late at once, and who has a thousand mails reads none. That the law's last
 * day is over is counted by itself: no reminder takes its place.
 */
@Component
@Transactional
class LateMails {
    static final int AN_HOUR = 20;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Notices notices;
    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final Clock clock;
    private final String staffUrl;

    LateMails(
            Notices notices,
            JdbcClient jdbc,
            Secrets secrets,
            Clock clock,
            @Value("${pidesk.staff-url}") String staffUrl) {
        this.notices = notices;
        this.staffUrl = staffUrl;
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.clock = clock;
    }

    void send(Notice ofOne, OrganisationId organisation, EmailAddress to) {
        var taken = take(purposeOf(ofOne.kind()), organisation, to);
        if (taken <= AN_HOUR) {
            notices.send(ofOne);
        } else if (taken == AN_HOUR + 1) {
            notices.send(Notice.of(Kind.MANY_CASES_LATE, organisation, to).with("link", staffUrl + "/desk"));
        }
    }

    private static String purposeOf(Kind kind) {
        return kind == Kind.LAST_DAY_OVER ? "last-day-over" : "late";
    }

    /** Counts no further than is asked for, so that nobody waits for a row that does not change any more. */
    private int take(String purpose, OrganisationId organisation, EmailAddress to) {
        return jdbc.sql("""
                        insert into late_mail_limit as l (who, taken, began_at) values (:who, 1, :now)
                        on conflict (who) do update
                            set taken = case when l.began_at < :over then 1 else l.taken + 1 end,
                                began_at = case when l.began_at < :over then :now else l.began_at end
                            where l.taken <= :limit or l.began_at < :over
                        returning taken""")
                .param("who", secrets.fingerprint(to.value(), "request", purpose, organisation.value()))
                .param("now", Timestamp.from(clock.instant()))
                .param("over", anHourAgo())
                .param("limit", AN_HOUR)
                .query(Integer.class)
                .optional()
                .orElse(AN_HOUR + 2);
    }

    @Scheduled(cron = "0 20 * * * *")
    public void forgetOld() {
        jdbc.sql("delete from late_mail_limit where began_at < ?")
                .param(anHourAgo())
                .update();
    }

    private Timestamp anHourAgo() {
        return Timestamp.from(clock.instant().minus(HOUR));
    }
}
