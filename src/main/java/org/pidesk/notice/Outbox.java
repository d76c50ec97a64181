package org.pidesk.notice;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows that wait to be sent. Each method is one transaction, or part of the caller's. */
@Repository
@Transactional
class Outbox {
    /** Longer than any batch; a sender that is slower finds that another has taken over. */
    static final Duration LEASE = Duration.ofMinutes(10);
    /** A listener that failed is told again after this. */
    static final Duration TELL_AGAIN = Duration.ofSeconds(30);

    /** Ten times told in vain is more than somebody who was busy. */
    static final Duration TOLD_BY_THEN = TELL_AGAIN.multipliedBy(10);

    /** How long a failure counts, and a settled code is kept. */
    static final Duration REMEMBERED = Duration.ofDays(7);

    /** What a later version has written waits for its nodes: an older one beside them, or put back, sends all else. */
    private static final String KNOWN =
            "kind in (" + Stream.of(Kind.values()).map(kind -> "'" + kind + "'").collect(joining(", ")) + ")";

    private static final String FREE =
            "status = 'PENDING' and not to_check and due_at <= :now and coalesce(lease_until, '-infinity') <= :now and "
                    + KNOWN;

    private final JdbcClient database;
    private final Clock clock;

    Outbox(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A row that this sender holds for now. */
    record Claim(
            UUID id,
            UUID owner,
            Kind kind,
            OrganisationId organisation,
            short lane,
            byte[] payload,
            String messageId,
            int attempts,
            Instant writtenAt,
            Instant expiresAt) {

        @Override
        public String toString() {
            return kind + " " + id;
        }
    }

    /** How many wait, since when, and how many have failed of late. @param toCheck which wait for a person to look */
    record Figures(Instant oldest, long pending, long failed, long withoutCarrier, long toCheck, long untold) {}

    /** A finished notice is written too, without its words, so that its case learns of it. */
    void write(Notice notice, Status status, Integer lane, byte[] payload, String messageId) {
        var now = clock.instant();
        var settled = status == Status.PENDING ? null : at(now);
        database.sql("""
                        insert into notice (id, organisation, reference, kind, channel, lane, payload, message_id,
                            status, written_at, due_at, expires_at, settled_at, tell_at)
                        values (:id, :organisation, :reference, :kind, :channel, :lane, :payload, :messageId,
                            :status, :now, :now, :expires, :settled, :settled)""")
                .param("id", UUID.randomUUID())
                .param(
                        "organisation",
                        notice.organisation() == null
                                ? null
                                : notice.organisation().value())
                .param(
                        "reference",
                        notice.reference() == null ? null : notice.reference().value())
                .param("kind", notice.kind().name())
                .param("channel", Channel.to(notice.to()).name())
                .param("lane", lane)
                .param("payload", payload)
                .param("messageId", messageId)
                .param("status", status.name())
                .param("now", at(now))
                .param("expires", at(notice.expires()))
                .param("settled", settled)
                .update();
    }

    /**
     * Takes the oldest due rows that nobody else holds. Here and below they are chosen once and then written: chosen inside
     * the condition, a plan that asks it again for each row would take more than it may.
     */
    List<Claim> claim(Channel channel, int most) {
        var now = clock.instant();
        var owner = UUID.randomUUID();
        return database.sql("""
                        with next as materialized (
                            select id as next_id from notice where channel = :channel and %s
                            order by due_at limit :most for update skip locked),
                        mine as (
                            update notice
                            set lease_until = :until, lease_owner = :owner, attempts = attempts + 1
                            from next where id = next_id
                            returning notice.*)
                        select * from mine order by due_at, written_at""".formatted(FREE))
                .param("now", at(now))
                .param("until", at(now.plus(LEASE)))
                .param("owner", owner)
                .param("channel", channel.name())
                .param("most", most)
                .query((row, number) -> claimed(row, owner))
                .list();
    }

    /** The end of a notice: its words and its recipient go, the fact stays to be told to whoever waits for it. */
    boolean settle(Claim claim, Status status, String code) {
        return database.sql("""
                        update notice
                        set status = :status, code = :code, settled_at = :now,
                            tell_at = case when :isTold then cast(:now as timestamptz) end,
                            payload = null, lane = null, lease_until = null, lease_owner = null
                        where id = :id and lease_owner = :owner and status = 'PENDING'""")
                        .param("status", status.name())
                        .param("code", code)
                        .param("now", at(clock.instant()))
                        .param("isTold", status != Status.SENT || claim.kind().isWaitedFor())
                        .param("id", claim.id())
                        .param("owner", claim.owner())
                        .update()
                == 1;
    }

    void tryAgain(Claim claim, Instant when, String code) {
        database.sql("""
                        update notice set due_at = :when, code = :code, lease_until = null, lease_owner = null
                        where id = :id and lease_owner = :owner and status = 'PENDING'""")
                .param("when", at(when))
                .param("code", code)
                .param("id", claim.id())
                .param("owner", claim.owner())
                .update();
    }

    /** Gives rows back that were never tried. */
    void release(Collection<Claim> untried) {
        for (var claim : untried) {
            database.sql("""
                            update notice set attempts = attempts - 1, lease_until = null, lease_owner = null
                            where id = :id and lease_owner = :owner and status = 'PENDING'""")
                    .param("id", claim.id())
                    .param("owner", claim.owner())
                    .update();
        }
    }

    /** Lets a whole lane wait: what its host holds up is not tried again at once by anybody. */
    void rest(Channel channel, short lane, Instant until) {
        database.sql("update notice set due_at = :until where channel = :channel and lane = :lane and " + FREE)
                .param("until", at(until))
                .param("channel", channel.name())
                .param("lane", lane)
                .param("now", at(clock.instant()))
                .update();
    }

    /** The next settlement that is to be told; from now on it counts as being told. */
    Optional<UUID> nextToTell() {
        var now = clock.instant();
        return database.sql("""
                        with next as materialized (
                            select id as next_id from notice where tell_at <= :now and %s
                            order by tell_at, settled_at limit 1 for update skip locked)
                        update notice set tell_at = :again from next where id = next_id
                        returning id""".formatted(KNOWN))
                .param("again", at(now.plus(TELL_AGAIN)))
                .param("now", at(now))
                .query(UUID.class)
                .optional();
    }

    /** Marks a settlement as told, in the transaction in which it is told; empty when another was faster. */
    Optional<NoticeSettled> told(UUID id) {
        return database.sql("""
                        update notice set tell_at = null where id = :id and tell_at is not null
                        returning reference, kind, status""")
                .param("id", id)
                .query((row, number) -> new NoticeSettled(
                        reference(row.getString("reference")),
                        Kind.valueOf(row.getString("kind")),
                        Status.valueOf(row.getString("status")) == Status.SENT))
                .optional();
    }

    /** What is being sent, or was without a note of it. Whoever wants to note it now waits for the caller's transaction. */
    Optional<Claim> underWay(UUID id) {
        return database.sql("select * from notice where id = :id and status = 'PENDING' for update")
                .param("id", id)
                .query((row, number) -> claimed(row, row.getObject("lease_owner", UUID.class)))
                .optional();
    }

    /**
     * It was handed over, and came back, maybe before that was noted.
     *
     * @return the settlement that takes the place of any other; empty when there is none
     */
    Optional<NoticeSettled> returned(UUID id, String code) {
        return database.sql("""
                        update notice
                        set status = 'FAILED', code = :code, settled_at = coalesce(settled_at, :now),
                            payload = null, lane = null, lease_until = null, lease_owner = null, to_check = false
                        where id = :id and status in ('PENDING', 'SENT')
                        returning reference, kind""")
                .param("id", id)
                .param("code", code)
                .param("now", at(clock.instant()))
                .query((row, number) -> new NoticeSettled(
                        reference(row.getString("reference")), Kind.valueOf(row.getString("kind")), false))
                .optional();
    }

    boolean isWritten(Reference reference, Kind kind) {
        return database.sql("select exists (select 1 from notice where reference = :reference and kind = :kind)")
                .param("reference", reference.value())
                .param("kind", kind.name())
                .query(Boolean.class)
                .single();
    }

    boolean settled(Reference reference, Kind kind) {
        return database.sql("""
                        select not exists (select 1 from notice
                            where reference = :reference and kind = :kind and status = 'PENDING')""")
                .param("reference", reference.value())
                .param("kind", kind.name())
                .query(Boolean.class)
                .single();
    }

    /** How many notices of each kind that this version knows were delivered in each of these cases. */
    Map<Reference, Map<Kind, Integer>> delivered(List<Reference> cases) {
        var delivered = new HashMap<Reference, Map<Kind, Integer>>();
        if (!cases.isEmpty()) {
            database.sql("""
                            select reference, kind, count(*) from notice
                            where reference in (:cases) and status = 'SENT' and %s
                            group by reference, kind""".formatted(KNOWN))
                    .param("cases", cases.stream().map(Reference::value).toList())
                    .query(row -> {
                        delivered
                                .computeIfAbsent(new Reference(row.getString(1)), none -> new EnumMap<>(Kind.class))
                                .put(Kind.valueOf(row.getString(2)), row.getInt(3));
                    });
        }
        return delivered;
    }

    /** How many notices of these cases are still to be sent. */
    int unsent(List<Reference> cases) {
        return database.sql("select count(*) from notice where reference in (:cases) and status = 'PENDING'")
                .param("cases", cases.stream().map(Reference::value).toList())
                .query(Integer.class)
                .single();
    }

    /**
     * A recipient's full mailbox is no alarm: the oldest is the one that waits for a carrier, not for its recipient's
     * host, or for the carrier to take its number. What a carrier says of our account or of itself ({@code OURS_...}) is one.
     */
    Figures figures() {
        return database.sql("""
                        select (select min(written_at) from notice
                                where status = 'PENDING' and not to_check and coalesce(code, '') !~ '^([45]|SMPP|NO_CARRIER)') as oldest,
                            (select count(*) from notice where status = 'PENDING') as pending,
                            (select count(*) from notice where status = 'FAILED' and settled_at > :since) as failed,
                            (select count(*) from notice
                                where status = 'PENDING' and code = 'NO_CARRIER') as without_carrier,
                            (select count(*) from notice where to_check) as to_check,
                            (select count(*) from notice
                                where tell_at is not null and settled_at < :untold_since) as untold""")
                .param("since", at(clock.instant().minus(REMEMBERED)))
                .param("untold_since", at(clock.instant().minus(TOLD_BY_THEN)))
                .query((row, number) -> new Figures(
                        instant(row, "oldest"),
                        row.getLong("pending"),
                        row.getLong("failed"),
                        row.getLong("without_carrier"),
                        row.getLong("to_check"),
                        row.getLong("untold")))
                .single();
    }

    /** Nothing that waits is sent before somebody has looked.  @return how many wait */
    int holdAll() {
        return database.sql("update notice set to_check = true, lease_until = null, lease_owner = null"
                        + " where status = 'PENDING'")
                .update();
    }

    /** What is held, the oldest first. */
    List<NoticeToCheck> toCheck() {
        return database.sql("""
                        select id, organisation, reference, kind, channel, message_id, written_at
                        from notice where to_check order by written_at, id""")
                .query((row, number) -> new NoticeToCheck(
                        row.getObject("id", UUID.class),
                        organisation(row.getString("organisation")),
                        reference(row.getString("reference")),
                        Kind.valueOf(row.getString("kind")),
                        Channel.valueOf(row.getString("channel")),
                        row.getString("message_id"),
                        instant(row, "written_at")))
                .list();
    }

    /** It is sent as if it were written now. @return whether it was held */
    boolean sendAfterAll(UUID id) {
        return database.sql("""
                        update notice set to_check = false, attempts = 0, code = null, written_at = :now, due_at = :now
                        where id = :id and to_check""")
                        .param("now", at(clock.instant()))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** It was sent before: its words go, and its case is told so. @return whether it was held */
    boolean wasSent(UUID id) {
        return database.sql("""
                        update notice set to_check = false, status = 'SENT', code = 'BEFORE_RESTORE',
                            settled_at = :now, tell_at = :now, payload = null, lane = null
                        where id = :id and to_check""")
                        .param("now", at(clock.instant()))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** What belongs to no case, a code, is of no use once it is settled. */
    int forgetOld() {
        return database.sql("""
                        delete from notice
                        where reference is null and status <> 'PENDING' and settled_at < :before and tell_at is null""")
                .param("before", at(clock.instant().minus(REMEMBERED)))
                .update();
    }

    private static Claim claimed(ResultSet row, UUID owner) throws SQLException {
        return new Claim(
                row.getObject("id", UUID.class),
                owner,
                Kind.valueOf(row.getString("kind")),
                organisation(row.getString("organisation")),
                row.getShort("lane"),
                row.getBytes("payload"),
                row.getString("message_id"),
                row.getInt("attempts"),
                instant(row, "written_at"),
                instant(row, "expires_at"));
    }

    private static OrganisationId organisation(String value) {
        return value == null ? null : new OrganisationId(value);
    }

    private static Reference reference(String value) {
        return value == null ? null : new Reference(value);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
