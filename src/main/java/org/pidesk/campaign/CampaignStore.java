package org.pidesk.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.pidesk.campaign.Campaign.Kind;
import org.pidesk.campaign.Campaign.Outcome;
import org.pidesk.campaign.Campaign.State;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The campaigns themselves. Each change says from which state it goes; from any other it changes nothing. */
@Repository
class CampaignStore {
    private final JdbcClient database;
    private final Clock clock;

    CampaignStore(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The one draft of each member of staff, begun if there is none. */
    Reference draft(OrganisationId organisation, Kind kind, String by) {
        database.sql("""
                        insert into campaign (reference, organisation, kind, state, channel, started_by, drafted_at)
                        values (:reference, :organisation, :kind, 'DRAFT', 'EMAIL', :by, :now)
                        on conflict do nothing""")
                .param("reference", Reference.random().value())
                .param("organisation", organisation.value())
                .param("kind", kind.name())
                .param("by", by)
                .param("now", now())
                .update();
        return findDraft(organisation, kind, by).orElseThrow().reference();
    }

    Optional<Campaign> findDraft(OrganisationId organisation, Kind kind, String by) {
        return database.sql("""
                        select * from campaign
                        where organisation = :organisation and kind = :kind and started_by = :by and state = 'DRAFT'""")
                .param("organisation", organisation.value())
                .param("kind", kind.name())
                .param("by", by)
                .query((row, number) -> campaign(row))
                .optional();
    }

    /** Those that nobody has touched since. */
    List<Campaign> draftsBefore(Instant before) {
        return database.sql("select * from campaign where state = 'DRAFT' and drafted_at < ?")
                .param(before.atOffset(ZoneOffset.UTC))
                .query((row, number) -> campaign(row))
                .list();
    }

    /** Those whose messages may still come back: they rest, or the last wave is not older than this. */
    List<Campaign> underWay(Instant since) {
        return database.sql(
                        "select * from campaign"
                                + " where state = 'PAUSED' and released_at is not null or state = 'RUNNING' and released_at > ?")
                .param(since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> campaign(row))
                .list();
    }

    Optional<Campaign> find(Reference reference) {
        return database.sql("select * from campaign where reference = ?")
                .param(reference.value())
                .query((row, number) -> campaign(row))
                .optional();
    }

    Campaign get(Reference reference) {
        return find(reference).orElseThrow();
    }

    /** For this transaction alone: whoever else wants to change it waits. */
    Campaign lock(Reference reference) {
        return database.sql("select * from campaign where reference = ? for update")
                .param(reference.value())
                .query((row, number) -> campaign(row))
                .single();
    }

    /** The same, while it is a draft: whoever lets it begin, changes it or throws it away comes one after the other. */
    Optional<Campaign> lockDraft(Reference reference) {
        return database.sql("select * from campaign where reference = ? and state = 'DRAFT' for update")
                .param(reference.value())
                .query((row, number) -> campaign(row))
                .optional();
    }

    /** The newest first, without drafts. */
    List<Campaign> of(OrganisationId organisation, int from, int most) {
        return database.sql("""
                        select * from campaign where organisation = :organisation and state <> 'DRAFT'
                        order by drafted_at desc, reference limit :most offset :from""")
                .param("organisation", organisation.value())
                .param("most", most)
                .param("from", from)
                .query((row, number) -> campaign(row))
                .list();
    }

    List<Campaign> running() {
        return database.sql("select * from campaign where state = 'RUNNING' order by reference")
                .query((row, number) -> campaign(row))
                .list();
    }

    /** @param offers null for everything, as is the interest then */
    void describeQuestion(Reference draft, Channel channel, String title, String offers, String interest) {
        database.sql("""
                        update campaign set channel = :channel, title = :title, offers = :offers, interest = :interest,
                            everything = :everything
                        where reference = :reference and state = 'DRAFT'""")
                .param("channel", channel.name())
                .param("title", title)
                .param("offers", offers)
                .param("interest", interest)
                .param("everything", interest == null)
                .param("reference", draft.value())
                .update();
    }

    /** @param subject null in a text message */
    void describeMail(
            Reference draft,
            Channel channel,
            String title,
            String subject,
            String words,
            String interest,
            boolean similar) {
        database.sql("""
                        update campaign set channel = :channel, title = :title, subject = :subject, words = :words,
                            interest = :interest, similar_too = :similar
                        where reference = :reference and state = 'DRAFT'""")
                .param("channel", channel.name())
                .param("title", title)
                .param("subject", subject)
                .param("words", words)
                .param("interest", interest)
                .param("similar", similar)
                .param("reference", draft.value())
                .update();
    }

    /** Whether the same message of the same author waits for approval already. */
    boolean isProposedAlready(Reference draft) {
        return database.sql("""
                        select exists (select from campaign d join campaign w
                            on w.organisation = d.organisation and w.kind = d.kind and w.started_by = d.started_by
                                and w.channel = d.channel and w.title = d.title and w.words = d.words
                                and w.subject is not distinct from d.subject
                                and w.interest is not distinct from d.interest and w.similar_too = d.similar_too
                            where d.reference = ? and w.state = 'APPROVAL')""").param(draft.value()).query(Boolean.class).single();
    }

    void choose(Reference draft, Channel channel) {
        database.sql("update campaign set channel = ?, drafted_at = ? where reference = ? and state = 'DRAFT'")
                .params(channel.name(), now(), draft.value())
                .update();
    }

    boolean advance(Reference reference, State from, State to) {
        return database.sql("update campaign set state = ? where reference = ? and state = ?")
                        .params(to.name(), reference.value(), from.name())
                        .update()
                == 1;
    }

    /** @param wording in which words the question is put; null in a mail to many */
    boolean approve(Reference reference, String wording, String by) {
        return database.sql("""
                        update campaign
                        set state = 'RUNNING', wording = :wording, approved_by = :by, approved_at = :now
                        where reference = :reference and state = 'APPROVAL'""")
                        .param("wording", wording)
                        .param("by", by)
                        .param("now", now())
                        .param("reference", reference.value())
                        .update()
                == 1;
    }

    /** @param ground on which it is noted who opens it */
    void countReading(Reference reference, String ground) {
        database.sql("update campaign set reading = ? where reference = ?")
                .params(ground, reference.value())
                .update();
    }

    void release(Reference reference, int quota) {
        database.sql("""
                        update campaign set quota = :quota, waves = waves + 1, released_at = :now
                        where reference = :reference and state = 'RUNNING'""")
                .param("quota", quota)
                .param("now", now())
                .param("reference", reference.value())
                .update();
    }

    void take(Reference reference, int taken) {
        database.sql("update campaign set quota = quota - ? where reference = ?")
                .params(taken, reference.value())
                .update();
    }

    boolean pause(Reference reference, Pause why) {
        return database.sql("""
                        update campaign set state = 'PAUSED', paused = :why, quota = 0
                        where reference = :reference and state = 'RUNNING'""")
                        .param("why", why.name())
                        .param("reference", reference.value())
                        .update()
                == 1;
    }

    /** What went out until now is not judged again. */
    boolean resume(Reference reference) {
        return database.sql("""
                        update campaign set state = 'RUNNING', paused = null, judged_from = :now
                        where reference = :reference and state = 'PAUSED'""")
                        .param("now", now())
                        .param("reference", reference.value())
                        .update()
                == 1;
    }

    /** Nothing more is sent; who was written to may still answer. */
    void stop(Reference reference) {
        database.sql("""
                        update campaign set state = 'RUNNING', paused = null, stopped = true, quota = 0
                        where reference = :reference and state in ('RUNNING', 'PAUSED')""").param("reference", reference.value()).update();
    }

    boolean end(Reference reference, Outcome outcome) {
        return database.sql("""
                        update campaign
                        set state = 'ENDED', outcome = :outcome, paused = null, quota = 0, ended_at = :now
                        where reference = :reference and state <> 'ENDED'""")
                        .param("outcome", outcome.name())
                        .param("now", now())
                        .param("reference", reference.value())
                        .update()
                == 1;
    }

    void deleteDraft(Reference reference) {
        database.sql("delete from campaign where reference = ? and state = 'DRAFT'")
                .param(reference.value())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Campaign campaign(ResultSet row) throws SQLException {
        return new Campaign(
                new Reference(row.getString("reference")),
                new OrganisationId(row.getString("organisation")),
                Kind.valueOf(row.getString("kind")),
                State.valueOf(row.getString("state")),
                row.getString("outcome") == null ? null : Outcome.valueOf(row.getString("outcome")),
                Channel.valueOf(row.getString("channel")),
                row.getString("title"),
                row.getString("offers"),
                row.getBoolean("everything"),
                row.getString("subject"),
                row.getString("words"),
                row.getString("interest"),
                row.getString("wording"),
                row.getBoolean("similar_too"),
                row.getString("reading"),
                row.getInt("quota"),
                row.getInt("waves"),
                row.getString("paused") == null ? null : Pause.valueOf(row.getString("paused")),
                row.getBoolean("stopped"),
                row.getString("started_by"),
                row.getString("approved_by"),
                instant(row, "drafted_at"),
                instant(row, "approved_at"),
                instant(row, "released_at"),
                instant(row, "judged_from"),
                instant(row, "ended_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
