package org.pidesk.campaign;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.task.AnswerForm;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether mails to many are opened. Nobody is watched without a ground for it (section 11): an organisation that has one
 * states it, and each of its mails tells its reader. Then a mail takes along a picture by which its opening is noted. As
 * long as nothing is stated, there is no picture, and nothing is noted.
 */
@Service
@Transactional
public class Readings {
    private final JdbcClient database;
    private final ActivityLog activity;
    private final Clock clock;

    Readings(JdbcClient database, ActivityLog activity, Clock clock) {
        this.database = database;
        this.activity = activity;
        this.clock = clock;
    }

    /** Why an organisation may know it, and who says so. */
    public record Ground(String words, String statedBy, Instant statedAt) {}

    /** Empty, and so it begins, where it may not. */
    @Transactional(readOnly = true)
    public Optional<Ground> ground(OrganisationId organisation) {
        return database.sql("select * from reading_ground where organisation = ?")
                .param(organisation.value())
                .query((row, number) -> new Ground(
                        row.getString("words"),
                        row.getString("stated_by"),
                        row.getTimestamp("stated_at").toInstant()))
                .optional();
    }

    /** From the next approved mail on. @throws CampaignRefused when it is no sentence */
    public void state(OrganisationId organisation, String words, String by) {
        var form = new AnswerForm(Map.of("ground", words));
        var line = form.line("ground", 20, 300, "State the ground in a sentence that your readers understand.");
        form.mustBeComplete(CampaignRefused::new);
        database.sql("""
                        insert into reading_ground (organisation, words, stated_by, stated_at) values (?, ?, ?, ?)
                        on conflict (organisation) do update
                        set words = excluded.words, stated_by = excluded.stated_by, stated_at = excluded.stated_at""")
                .params(organisation.value(), line, by, Timestamp.from(clock.instant()))
                .update();
        activity.record(
                Fact.of(Reference.random(), "READING_GROUND_STATED").by(by).ofOrganisation(organisation));
    }

    /** From now on, also of mails that are out already. */
    public void end(OrganisationId organisation, String by) {
        var ended = database.sql("delete from reading_ground where organisation = ?")
                .param(organisation.value())
                .update();
        if (ended == 1) {
            activity.record(
                    Fact.of(Reference.random(), "READING_GROUND_ENDED").by(by).ofOrganisation(organisation));
        }
    }

    /** Somebody, or a program of theirs, asked for the picture of a mail; the first time counts. */
    public void note(OrganisationId organisation, UUID message) {
        database.sql("""
                        update campaign_recipient r set read_at = :now
                        from campaign c join reading_ground g on g.organisation = c.organisation
                        where c.reference = r.campaign and c.organisation = :organisation and c.reading is not null
                            and r.message = :message and r.read_at is null""")
                .param("now", Timestamp.from(clock.instant()))
                .param("organisation", organisation.value())
                .param("message", message)
                .update();
    }
}
