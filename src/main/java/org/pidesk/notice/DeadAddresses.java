package org.pidesk.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.pidesk.contact.Contact;
import org.pidesk.contact.ContactDeIdentified;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.notice.SentMessages.Sent;
import org.pidesk.notice.UndeliverableAddress.Outcome;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which addresses of which records do not take messages, and why. */
@Repository
@Transactional
class DeadAddresses {
    private final JdbcClient database;
    private final SentMessages sent;
    private final Clock clock;

    DeadAddresses(JdbcClient database, SentMessages sent, Clock clock) {
        this.database = database;
        this.sent = sent;
        this.clock = clock;
    }

    static Field fieldOf(Address address) {
        return address instanceof EmailAddress ? Field.EMAIL : Field.MOBILE;
    }

    /**
     * What is dead stays dead until staff have settled it: a mailbox that is full later says nothing new.
     *
     * @return whether nobody knew it yet
     */
    boolean note(Contact contact, Sent message, Returned returned) {
        var now = Timestamp.from(clock.instant());
        return database.sql("""
                        insert into undeliverable as known (id, organisation, contact, field, address_hash, severity,
                            reason, code, first_at, last_at)
                        values (:id, :organisation, :contact, :field, :hash, :severity, :reason, :code, :now, :now)
                        on conflict (contact, field) where settled_at is null do update
                        set times = case when known.address_hash = excluded.address_hash then known.times + 1 else 1 end,
                            address_hash = excluded.address_hash,
                            last_at = excluded.last_at,
                            severity = case when known.severity = 'HARD' and known.address_hash = excluded.address_hash
                                then known.severity else excluded.severity end,
                            reason = case when known.severity = 'HARD' and known.address_hash = excluded.address_hash
                                then known.reason else excluded.reason end,
                            code = case when known.severity = 'HARD' and known.address_hash = excluded.address_hash
                                then known.code else excluded.code end
                        returning times""")
                        .param("id", UUID.randomUUID())
                        .param("organisation", message.organisation().value())
                        .param("contact", contact.id())
                        .param("field", fieldOf(message.to()).name())
                        .param("hash", sent.hash(message.organisation(), message.to()))
                        .param("severity", returned.sort().name())
                        .param("reason", returned.reason().name())
                        .param("code", returned.code())
                        .param("now", now)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** The open ones, the newest first. */
    List<UndeliverableAddress> open(OrganisationId organisation) {
        return database.sql("select * from undeliverable where organisation = ? and settled_at is null"
                        + " order by last_at desc, id")
                .param(organisation.value())
                .query(this::row)
                .list();
    }

    /** How many of all organisations nobody has settled yet. */
    long dead() {
        return database.sql("select count(*) from undeliverable where severity = 'HARD' and settled_at is null")
                .query(Long.class)
                .single();
    }

    Optional<UndeliverableAddress> find(OrganisationId organisation, UUID id) {
        return database.sql("select * from undeliverable where organisation = ? and id = ?")
                .params(organisation.value(), id)
                .query(this::row)
                .optional();
    }

    boolean isAbout(UndeliverableAddress row, Address address) {
        return sent.isHash(row.addressHash(), row.organisation(), address);
    }

    /** @param addresses of the records, each where it is written to; all of one kind */
    Set<Address> deadAmong(OrganisationId organisation, Map<UUID, Address> addresses) {
        if (addresses.isEmpty()) {
            return Set.of();
        }
        var dead = new HashSet<Address>();
        database.sql("""
                        select contact, address_hash from undeliverable
                        where contact = any(:contacts) and field = :field
                            and severity = 'HARD' and settled_at is null""")
                .param("contacts", addresses.keySet().toArray(new UUID[0]))
                .param("field", fieldOf(addresses.values().iterator().next()).name())
                .query(row -> {
                    var address = addresses.get(row.getObject(1, UUID.class));
                    if (sent.isHash(row.getBytes(2), organisation, address)) {
                        dead.add(address);
                    }
                });
        return dead;
    }

    /** @return false when somebody else was faster */
    boolean settle(UUID id, Outcome outcome, String by) {
        return database.sql("update undeliverable set outcome = ?, settled_by = ?, settled_at = ?"
                                + " where id = ? and settled_at is null")
                        .params(outcome.name(), by, Timestamp.from(clock.instant()), id)
                        .update()
                == 1;
    }

    @EventListener
    void on(ContactDeIdentified forgotten) {
        database.sql("delete from undeliverable where contact = ?")
                .param(forgotten.contact())
                .update();
    }

    private UndeliverableAddress row(ResultSet row, int number) throws SQLException {
        return new UndeliverableAddress(
                row.getObject("id", UUID.class),
                new OrganisationId(row.getString("organisation")),
                row.getObject("contact", UUID.class),
                Field.valueOf(row.getString("field")),
                row.getBytes("address_hash"),
                row.getString("severity").equals(Returned.Sort.HARD.name()),
                ReturnReason.valueOf(row.getString("reason")),
                row.getString("code"),
                row.getInt("times"),
                row.getTimestamp("first_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                row.getString("outcome") == null ? null : Outcome.valueOf(row.getString("outcome")),
                row.getString("settled_by"));
    }
}
