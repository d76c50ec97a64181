package org.pidesk.campaign;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.pidesk.consent.Condition;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.notice.RecordsWrittenTo;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The people of campaigns, a row each. What is done with many is one statement; each is part of the caller's transaction. */
@Repository
class Recipients implements RecordsWrittenTo {
    /**
     * Numbers the lines of each address and joins nothing: a table that was empty when the database last counted it makes each
     * way of joining it with itself look short, also the one that goes through all lines for each.
     */
    static final String LEAVE_OUT_DUPLICATES = """
            update campaign_recipient set status = 'LEFT_OUT', reason = 'DUPLICATE'
            where ctid = any (array(
                select ctid from (
                    select ctid, status, row_number() over (partition by print order by line) as nth
                    from campaign_recipient where campaign = ? and print is not null) line
                where nth > 1 and status = 'READY'))""";

    private static final byte[] NO_LINK = {};

    /** Where nobody knows which message it was: the last of all that went to this address. */
    private static final String LAST_MESSAGE = """
            (select r.message from campaign_recipient r join campaign c on c.reference = r.campaign
                where c.organisation = :organisation and r.print = any(:prints) and r.sent_at is not null
                order by r.sent_at desc limit 1)""";

    private final JdbcClient database;
    private final Prints prints;
    private final Clock clock;

    Recipients(JdbcClient database, Prints prints, Clock clock) {
        this.database = database;
        this.prints = prints;
        this.clock = clock;
    }

    /** Somebody of a list, to be looked at. */
    record Listed(int line, Person person) {}

    /** What was found out about them. @param reason null when they may be asked @param contact null without a record */
    record Verdict(int line, Reason reason, UUID contact) {}

    /**
     * A row that a sender holds.
     *
     * @param person null in a mail to many
     * @param contact null where there is no record
     * @param ledgered whether the one question was spent for this row before
     */
    record Taken(int line, Person person, UUID contact, Source source, boolean ledgered, int attempts) {}

    /** A row that somebody answers. @param person null once it is forgotten */
    record Answering(
            Reference campaign, int line, Person person, UUID contact, Source source, Status status, Instant sentAt) {}

    void forget(Reference campaign) {
        database.sql("delete from campaign_recipient where campaign = ?")
                .param(campaign.value())
                .update();
    }

    Map<Source, Integer> sources(Reference campaign) {
        var sources = new EnumMap<Source, Integer>(Source.class);
        database.sql("select source, count(*) from campaign_recipient where campaign = ? group by source")
                .param(campaign.value())
                .query(row -> {
                    if (row.getString(1) != null) {
                        sources.put(Source.valueOf(row.getString(1)), row.getInt(2));
                    }
                });
        return sources;
    }

    int leaveOutMinors(Reference campaign) {
        return database.sql("""
                        update campaign_recipient set status = 'LEFT_OUT', reason = 'MINOR'
                        where campaign = ? and status = 'READY' and minor""").param(campaign.value()).update();
    }

    /** The same address in another spelling is the same address. */
    int leaveOutDuplicates(Reference campaign) {
        return database.sql(LEAVE_OUT_DUPLICATES).param(campaign.value()).update();
    }

    /** Those of them who were not written to yet. */
    void leaveOut(Reference campaign, Collection<Integer> lines, Reason reason) {
        if (lines.isEmpty()) {
            return;
        }
        database.sql("""
                        update campaign_recipient set status = 'LEFT_OUT', reason = :reason
                        where campaign = :campaign and status = 'READY' and line = any(:lines)""")
                .param("reason", reason.name())
                .param("campaign", campaign.value())
                .param("lines", lines.toArray(new Integer[0]))
                .update();
    }

    /** What waits for its wave is not sent any more. */
    void leaveOutTheRest(Reference campaign) {
        database.sql("""
                        update campaign_recipient set status = 'LEFT_OUT', reason = 'STOPPED'
                        where campaign = ? and status = 'READY'""").param(campaign.value()).update();
    }

    List<Listed> listed(Reference campaign, int after, int most) {
        return database.sql("""
                        select line, sealed from campaign_recipient
                        where campaign = :campaign and status = 'READY' and line > :after order by line limit :most""")
                .param("campaign", campaign.value())
                .param("after", after)
                .param("most", most)
                .query((row, number) -> new Listed(
                        row.getInt("line"), prints.open(campaign, row.getInt("line"), row.getBytes("sealed"))))
                .list();
    }

    /** Only of whom there is something to note: most of a list may be asked, and their rows stay as they are. */
    void judge(Reference campaign, List<Verdict> verdicts) {
        var noted = verdicts.stream()
                .filter(verdict -> verdict.reason() != null || verdict.contact() != null)
                .toList();
        if (noted.isEmpty()) {
            return;
        }
        database.sql("""
                        update campaign_recipient r
                        set status = case when v.reason is null then 'READY' else 'LEFT_OUT' end,
                            reason = v.reason, contact = v.contact
                        from unnest(:lines, :reasons, :contacts) v (line, reason, contact)
                        where r.campaign = :campaign and r.line = v.line and r.status = 'READY'""")
                .param("lines", column(noted, Verdict::line, new Integer[0]))
                .param("reasons", column(noted, verdict -> nameOf(verdict.reason()), new String[0]))
                .param("contacts", column(noted, Verdict::contact, new UUID[0]))
                .param("campaign", campaign.value())
                .update();
    }

    int ready(Reference campaign) {
        return count(campaign, "status = 'READY'");
    }

    /** Those who wait, or are on their way: as long as there are any, a campaign sends. */
    int notSentYet(Reference campaign) {
        return count(campaign, "status in ('READY', 'TAKEN')");
    }

    boolean isAnybodyDue(Reference campaign) {
        return database.sql("""
                        select exists (select from campaign_recipient
                            where campaign = ? and status = 'READY' and (due_at is null or due_at <= ?))""")
                .params(campaign.value(), at(clock.instant()))
                .query(Boolean.class)
                .single();
    }

    private int count(Reference campaign, String condition) {
        return database.sql("select count(*) from campaign_recipient where campaign = ? and " + condition)
                .param(campaign.value())
                .query(Integer.class)
                .single();
    }

    /**
     * Locks rows that nobody else holds, in the order of the list, for this transaction: who is written to is {@link #open
     * opened} in it, who is not is left out.
     */
    List<Taken> lockDue(Reference campaign, int most) {
        return database.sql("""
                        select line, sealed, contact, source, ledgered, attempts from campaign_recipient
                        where campaign = :campaign and status = 'READY' and (due_at is null or due_at <= :now)
                        order by line limit :most for update skip locked""")
                .param("campaign", campaign.value())
                .param("now", at(clock.instant()))
                .param("most", most)
                .query((row, number) -> taken(campaign, row))
                .list();
    }

    private Taken taken(Reference campaign, ResultSet row) throws SQLException {
        var line = row.getInt("line");
        var sealed = row.getBytes("sealed");
        var source = row.getString("source");
        return new Taken(
                line,
                sealed == null ? null : prints.open(campaign, line, sealed),
                row.getObject("contact", UUID.class),
                source == null ? null : Source.valueOf(source),
                row.getBoolean("ledgered"),
                row.getInt("attempts") + 1);
    }

    /**
     * From now on a row is known by its message, by the hash of its address, and a question by the link to its answer.
     *
     * @param link null in a mail to many
     */
    record Opening(int line, UUID message, byte[] print, Token link) {}

    void open(Reference campaign, UUID owner, Instant until, List<Opening> openings) {
        if (openings.isEmpty()) {
            return;
        }
        database.sql("""
                        update campaign_recipient r
                        set status = 'TAKEN', lease_owner = :owner, lease_until = :until, attempts = attempts + 1,
                            message = v.message, print = v.print, token = nullif(v.token, ''::bytea),
                            ledgered = v.token <> ''::bytea
                        from unnest(:lines, :messages, :prints, :tokens) v (line, message, print, token)
                        where r.campaign = :campaign and r.line = v.line""")
                .param("owner", owner)
                .param("until", at(until))
                .param("lines", column(openings, Opening::line, new Integer[0]))
                .param("messages", column(openings, Opening::message, new UUID[0]))
                .param("prints", column(openings, Opening::print, new byte[0][]))
                .param(
                        "tokens",
                        column(
                                openings,
                                one -> one.link() == null ? NO_LINK : one.link().hash(),
                                new byte[0][]))
                .param("campaign", campaign.value())
                .update();
    }

    /** Everybody of a mail to many, not looked at yet. @return how many they are */
    int enlist(Campaign campaign, Condition mayMarket) {
        return database.sql("""
                        insert into campaign_recipient (campaign, line, contact, status)
                        select :campaign, row_number() over (order by c.id), c.id, 'READY'
                        from contact c
                        where c.organisation = :organisation and %s""".formatted(mayMarket.sql()))
                .param("campaign", campaign.reference().value())
                .param("organisation", campaign.organisation().value())
                .params(mayMarket.parameters())
                .update();
    }

    /** Those of these contacts who may still be written to. */
    Set<UUID> stillAgreed(Collection<UUID> contacts, Condition mayMarket) {
        return Set.copyOf(database.sql("select c.id from contact c where c.id = any(:contacts) and " + mayMarket.sql())
                .param("contacts", contacts.toArray(new UUID[0]))
                .params(mayMarket.parameters())
                .query(UUID.class)
                .list());
    }

    record Enlisted(int line, UUID contact) {}

    List<Enlisted> enlisted(Reference campaign, int after, int most) {
        return database.sql("""
                        select line, contact from campaign_recipient
                        where campaign = :campaign and status = 'READY' and line > :after order by line limit :most""")
                .param("campaign", campaign.value())
                .param("after", after)
                .param("most", most)
                .query(Enlisted.class)
                .list();
    }

    void print(Reference campaign, Map<Integer, byte[]> printsOfLines) {
        var lines = List.copyOf(printsOfLines.keySet());
        database.sql("""
                        update campaign_recipient r set print = v.print
                        from unnest(:lines, :prints) v (line, print)
                        where r.campaign = :campaign and r.line = v.line""")
                .param("lines", lines.toArray(new Integer[0]))
                .param("prints", column(lines, printsOfLines::get, new byte[0][]))
                .param("campaign", campaign.value())
                .update();
    }

    @Override
    public Optional<UUID> recordOf(UUID message) {
        return database.sql("select contact from campaign_recipient where message = ? and contact is not null")
                .param(message)
                .query(UUID.class)
                .optional();
    }

    @Override
    public Optional<String> nameOf(UUID message) {
        return database.sql("""
                        select c.title, r.source from campaign_recipient r
                        join campaign c on c.reference = r.campaign where r.message = ?""")
                .param(message)
                .query((row, number) -> named(row.getString("title"), row.getString("source")))
                .optional();
    }

    private static String named(String title, String source) {
        return source == null
                ? "“" + title + "”"
                : "“" + title + "”; the address: " + Source.valueOf(source).words();
    }

    /** Who got this message wants no more of them. */
    void unsubscribed(UUID message) {
        database.sql("update campaign_recipient set left_at = coalesce(left_at, ?) where message = ?")
                .params(at(clock.instant()), message)
                .update();
    }

    /** By the last of all messages that went to this address, if there was one. */
    void unsubscribed(OrganisationId organisation, List<byte[]> printsOfIt) {
        database.sql("update campaign_recipient set left_at = coalesce(left_at, :now::timestamptz) where message = "
                        + LAST_MESSAGE)
                .param("now", at(clock.instant()))
                .param("organisation", organisation.value())
                .param("prints", printsOfIt.toArray(new byte[0][]))
                .update();
    }

    /**
     * What became of each. What somebody else has taken over meanwhile is theirs; who was de-identified meanwhile is not
     * tried again.
     */
    void settle(Reference campaign, UUID owner, List<Settled> settled) {
        if (settled.isEmpty()) {
            return;
        }
        database.sql("""
                        update campaign_recipient r
                        set status = case when v.status = 'READY' and r.message is null then 'LEFT_OUT' else v.status end,
                            reason = case when v.status = 'READY' and r.message is null then 'GONE' else v.reason end,
                            code = v.code, due_at = to_timestamp(v.due / 1000.0),
                            sent_at = case when v.status in ('SENT', 'UNSURE', 'FAILED') then :now::timestamptz end,
                            bounced_at = case when v.status = 'FAILED' then :now::timestamptz else bounced_at end,
                            hard = case when v.status = 'FAILED' then true else hard end,
                            lease_owner = null, lease_until = null
                        from unnest(:lines, :statuses, :reasons, :codes, :dues)
                            v (line, status, reason, code, due)
                        where r.campaign = :campaign and r.line = v.line and r.lease_owner = :owner""")
                .param("now", at(clock.instant()))
                .param("lines", column(settled, Settled::line, new Integer[0]))
                .param("statuses", column(settled, one -> one.status().name(), new String[0]))
                .param("reasons", column(settled, one -> nameOf(one.reason()), new String[0]))
                .param("codes", column(settled, Settled::code, new String[0]))
                .param(
                        "dues",
                        column(
                                settled,
                                one -> one.due() == null ? null : one.due().toEpochMilli(),
                                new Long[0]))
                .param("campaign", campaign.value())
                .param("owner", owner)
                .update();
    }

    /**
     * Whose sender has died, so that the message may have been handed over: what {@link Campaign#goesOnce goes once} is in
     * doubt for good, a mail to people who agreed goes again, under the same Message-ID.
     */
    int takeBack() {
        return database.sql("""
                        update campaign_recipient r
                        set status = case when once then 'UNSURE' when r.message is null then 'LEFT_OUT' else 'READY' end,
                            reason = case when not once and r.message is null then 'GONE' else r.reason end,
                            code = 'LEASE',
                            sent_at = case when once then r.lease_until end,
                            lease_owner = null, lease_until = null
                        from (select reference, kind = 'OPT_IN' or channel = 'SMS' as once from campaign) c
                        where c.reference = r.campaign and r.status = 'TAKEN' and r.lease_until < :now""").param("now", at(clock.instant())).update();
    }

    /** For this transaction alone. */
    Optional<Answering> lockByLink(Token link) {
        return database.sql("select * from campaign_recipient where token = ? for update")
                .param(link.hash())
                .query((row, number) -> answering(row))
                .optional();
    }

    Optional<Answering> byLink(Token link) {
        return database.sql("select * from campaign_recipient where token = ?")
                .param(link.hash())
                .query((row, number) -> answering(row))
                .optional();
    }

    private Answering answering(ResultSet row) throws SQLException {
        var campaign = new Reference(row.getString("campaign"));
        var line = row.getInt("line");
        var sealed = row.getBytes("sealed");
        return new Answering(
                campaign,
                line,
                sealed == null ? null : prints.open(campaign, line, sealed),
                row.getObject("contact", UUID.class),
                row.getString("source") == null ? null : Source.valueOf(row.getString("source")),
                Status.valueOf(row.getString("status")),
                instant(row, "sent_at"));
    }

    /** Also while the sender still holds the row: who answers, has been asked. */
    void answer(Reference campaign, int line, Status answer, UUID contact) {
        database.sql("""
                        update campaign_recipient
                        set status = :answer, answered_at = :now, contact = :contact,
                            sent_at = coalesce(sent_at, :now::timestamptz), lease_owner = null, lease_until = null
                        where campaign = :campaign and line = :line""")
                .param("answer", answer.name())
                .param("now", at(clock.instant()))
                .param("contact", contact)
                .param("campaign", campaign.value())
                .param("line", line)
                .update();
    }

    void takeSilenceForNo(Reference campaign) {
        database.sql("""
                        update campaign_recipient set status = 'SILENT'
                        where campaign = ? and status in ('SENT', 'UNSURE')""").param(campaign.value()).update();
    }

    /** Notes a return. @return of which campaign the message was; empty when of none */
    Optional<Reference> bounced(UUID message, boolean hard) {
        return database.sql("""
                        update campaign_recipient
                        set bounced_at = coalesce(bounced_at, :now::timestamptz), hard = coalesce(hard, false) or :hard
                        where message = :message returning campaign""")
                .param("now", at(clock.instant()))
                .param("hard", hard)
                .param("message", message)
                .query((row, number) -> new Reference(row.getString(1)))
                .optional();
    }

    Optional<Reference> complained(UUID message) {
        return database.sql("""
                        update campaign_recipient set complained_at = coalesce(complained_at, :now::timestamptz)
                        where message = :message returning campaign""")
                .param("now", at(clock.instant()))
                .param("message", message)
                .query((row, number) -> new Reference(row.getString(1)))
                .optional();
    }

    /** By the last of all messages that went to this address. */
    Optional<Reference> complained(OrganisationId organisation, List<byte[]> printsOfIt) {
        return database.sql("""
                        update campaign_recipient set complained_at = coalesce(complained_at, :now::timestamptz)
                        where message = %s returning campaign""".formatted(LAST_MESSAGE))
                .param("now", at(clock.instant()))
                .param("organisation", organisation.value())
                .param("prints", printsOfIt.toArray(new byte[0][]))
                .query((row, number) -> new Reference(row.getString(1)))
                .optional();
    }

    /** A person who is de-identified leaves no trace here; that somebody was asked is still counted. */
    void forgetPerson(UUID contact) {
        database.sql("""
                        update campaign_recipient
                        set print = null, token = null, message = null, sealed = null, contact = null,
                            reason = case when status = 'READY' then 'GONE' else reason end,
                            status = case when status = 'READY' then 'LEFT_OUT' else status end
                        where contact = ?""").param(contact).update();
    }

    private static <T, V> V[] column(List<T> rows, Function<T, V> value, V[] array) {
        return rows.stream().map(value).toList().toArray(array);
    }

    private static String nameOf(Reason reason) {
        return reason == null ? null : reason.name();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
