package org.pidesk.notice;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What has come back was dealt with once, on whichever node; and one node at a time reads the mailbox. */
@Repository
@Transactional
class SeenReturns {
    static final Duration LEASE = Duration.ofMinutes(10);
    /** Longer than any signed notification is believed, and than any mark is valid. */
    private static final Duration KEPT = Duration.ofDays(60);

    private final JdbcClient database;
    private final Clock clock;

    SeenReturns(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How far the mailbox is read, for whoever reads it now. */
    record Lease(UUID owner, long uidValidity, long lastUid) {}

    /** @return whether this is the first time */
    boolean isNew(byte[] hash) {
        return database.sql("insert into returned_mail (hash, at) values (?, ?) on conflict do nothing")
                        .params(hash, Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    Optional<Lease> lease() {
        database.sql("insert into returns_mailbox (id) values (1) on conflict do nothing")
                .update();
        var owner = UUID.randomUUID();
        return database.sql("""
                        update returns_mailbox set lease_owner = :owner, lease_until = :until
                        where coalesce(lease_until, '-infinity') <= :now
                        returning uid_validity, last_uid""")
                .param("owner", owner)
                .param("until", Timestamp.from(clock.instant().plus(LEASE)))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, number) -> new Lease(owner, row.getLong("uid_validity"), row.getLong("last_uid")))
                .optional();
    }

    /** @return how often this mail has been tried by now, this time counted */
    int tries(Lease lease, long uid) {
        return database.sql("""
                        update returns_mailbox
                        set tries = case when tried_uid = :uid then tries + 1 else 1 end, tried_uid = :uid
                        where lease_owner = :owner returning tries""")
                .param("uid", uid)
                .param("owner", lease.owner())
                .query(Integer.class)
                .single();
    }

    void isRead(Lease lease, long uidValidity, long uid) {
        database.sql("update returns_mailbox set uid_validity = ?, last_uid = ? where lease_owner = ?")
                .params(uidValidity, uid, lease.owner())
                .update();
    }

    void release(Lease lease) {
        database.sql("update returns_mailbox set lease_owner = null, lease_until = null where lease_owner = ?")
                .param(lease.owner())
                .update();
    }

    int forgetOld() {
        return database.sql("delete from returned_mail where at < ?")
                .param(Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }
}
