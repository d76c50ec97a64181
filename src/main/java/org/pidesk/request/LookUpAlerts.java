package org.pidesk.request;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells the key contacts of look-ups. The first of an hour have a mail each; the others wait, and one mail tells of
 * them when the hour is over: a storm is 24 such mails a day at most.
 */
@Component
@Transactional
class LookUpAlerts {
    private final PersonalNotices notices;
    private final Organisations organisations;
    private final CaseFiles files;
    private final LookUpSettings settings;
    private final JdbcClient jdbc;
    private final Clock clock;

    LookUpAlerts(
            PersonalNotices notices,
            Organisations organisations,
            CaseFiles files,
            LookUpSettings settings,
            JdbcClient jdbc,
            Clock clock) {
        this.notices = notices;
        this.organisations = organisations;
        this.files = files;
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return whether a mail tells of this look-up alone */
    boolean tell(Request request) {
        var alone = isOneOfTheFirst(request.organisation());
        var now = clock.instant();
        jdbc.sql("insert into look_up_alert (reference, organisation, written_at, told_at) values (?, ?, ?, ?)")
                .params(
                        request.reference().value(),
                        request.organisation().value(),
                        Timestamp.from(now),
                        alone ? Timestamp.from(now) : null)
                .update();
        if (alone) {
            var organisation = organisations.get(request.organisation());
            var address = files.of(request.reference()).provenAddress().written();
            organisation
                    .keyContacts()
                    .forEach(contact -> notices.lookUpNotFound(request, organisation, contact.email(), address));
        }
        return alone;
    }

    private boolean isOneOfTheFirst(OrganisationId organisation) {
        // once they are told of enough, they stay so: only who may be one of the first waits for others
        if (areToldOfEnough(organisation)) {
            return false;
        }
        oneAtATime(organisation);
        return !areToldOfEnough(organisation);
    }

    private boolean areToldOfEnough(OrganisationId organisation) {
        return toldThisHour(organisation) >= settings.alertsPerHour();
    }

    private void oneAtATime(OrganisationId organisation) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("look-up alerts of " + organisation)
                .query((row, number) -> 0)
                .list();
    }

    private int toldThisHour(OrganisationId organisation) {
        return jdbc.sql(
                        "select count(*) from look_up_alert where organisation = ? and written_at >= ? and told_at is not null")
                .params(organisation.value(), Timestamp.from(thisHour()))
                .query(Integer.class)
                .single();
    }

    /** One mail for all that waited through an hour that is over. */
    @Scheduled(cron = "0 */5 * * * *")
    public void tellOfTheRest() {
        var counts = jdbc.sql("with told as (update look_up_alert set told_at = ?"
                        + " where told_at is null and written_at < ? returning organisation)"
                        + " select organisation, count(*) from told group by organisation")
                .params(Timestamp.from(clock.instant()), Timestamp.from(thisHour()))
                .query((row, number) -> new Rest(new OrganisationId(row.getString(1)), row.getInt(2)))
                .list();
        for (var rest : counts) {
            var organisation = organisations.get(rest.organisation());
            organisation
                    .keyContacts()
                    .forEach(contact -> notices.moreLookUps(organisation, contact.email(), rest.count()));
        }
        jdbc.sql("delete from look_up_alert where told_at < ?")
                .param(Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
                .update();
    }

    private record Rest(OrganisationId organisation, int count) {}

    private Instant thisHour() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS);
    }
}
