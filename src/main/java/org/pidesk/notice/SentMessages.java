package org.pidesk.notice;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Diary;
import org.pidesk.contact.DiaryNote.What;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * To whom each message went, sealed, for as long as it may come back. The outbox forgets its recipients; without this
 * nobody could tell whose address it was that does not exist.
 */
@Repository
@Transactional
class SentMessages {
    static final Duration KEPT = Duration.ofDays(ReturnPaths.DAYS_VALID);

    private static final String PLACE = "sent_message/";

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Contacts contacts;
    private final Diary diary;
    private final Secrets secrets;
    private final SealingKey key;
    private final Clock clock;

    SentMessages(
            JdbcClient database, JdbcTemplate batches, Contacts contacts, Diary diary, Secrets secrets, Clock clock) {
        this.database = database;
        this.batches = batches;
        this.contacts = contacts;
        this.diary = diary;
        this.secrets = secrets;
        this.key = secrets.sealingKey("notice", "sent");
        this.clock = clock;
    }

    record Sent(UUID id, OrganisationId organisation, Kind kind, Address to, Instant at) {}

    /** Nobody has to learn that a mail of the installation itself, or to an account, came back. */
    static boolean isKept(Stamp stamp) {
        return stamp.organisation() != null && !stamp.kind().isOfAnAccount();
    }

    void note(Stamp stamp, Address to) {
        if (!isKept(stamp)) {
            return;
        }
        noteAll(List.of(new Sent(stamp.id(), stamp.organisation(), stamp.kind(), to, stamp.at())));
        if (stamp.kind().isToAPerson() && stamp.kind() != Kind.CODE) {
            diary.note(
                    contacts.idsHeldAt(stamp.organisation(), to),
                    writtenTo(to),
                    stamp.kind().name());
        }
    }

    static What writtenTo(Address to) {
        return to instanceof EmailAddress ? What.EMAILED : What.TEXTED;
    }

    /** Idempotent: who sends again after a crash notes it again. */
    void noteAll(Collection<Sent> all) {
        batches.batchUpdate(
                "insert into sent_message (id, organisation, kind, address, address_hash, sent_at)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict (id) do nothing",
                all,
                Math.max(1, all.size()),
                (row, sent) -> {
                    row.setObject(1, sent.id());
                    row.setString(2, sent.organisation().value());
                    row.setString(3, sent.kind().name());
                    row.setBytes(4, key.seal(sent.to().value().getBytes(StandardCharsets.UTF_8), PLACE + sent.id()));
                    row.setBytes(5, hash(sent.organisation(), sent.to()));
                    row.setTimestamp(6, Timestamp.from(sent.at()));
                });
    }

    Optional<Sent> find(UUID id) {
        return database.sql("select organisation, kind, address, sent_at from sent_message where id = ?")
                .param(id)
                .query((row, number) -> new Sent(
                        id,
                        new OrganisationId(row.getString("organisation")),
                        Kind.valueOf(row.getString("kind")),
                        Address.parse(
                                new String(key.open(row.getBytes("address"), PLACE + id), StandardCharsets.UTF_8)),
                        row.getTimestamp("sent_at").toInstant()))
                .optional();
    }

    /** The newest first, codes not among them. */
    List<Sent> latestTo(OrganisationId organisation, Address address, int most) {
        return database.sql("""
                        select id, kind, sent_at from sent_message
                        where address_hash = any(:hashes) and organisation = :organisation and kind <> :code
                        order by sent_at desc limit :most""")
                .param("hashes", hashes(organisation, address))
                .param("organisation", organisation.value())
                .param("code", Kind.CODE.name())
                .param("most", most)
                .query((row, number) -> new Sent(
                        row.getObject("id", UUID.class),
                        organisation,
                        Kind.valueOf(row.getString("kind")),
                        address,
                        row.getTimestamp("sent_at").toInstant()))
                .list();
    }

    /** Which of these organisations have written to an address of late. */
    List<OrganisationId> writersTo(Address address, Collection<OrganisationId> among) {
        var writers = new ArrayList<OrganisationId>();
        for (var organisation : among) {
            var wrote = database.sql("select exists (select from sent_message where address_hash = any(?))")
                    .param(hashes(organisation, address))
                    .query(Boolean.class)
                    .single();
            if (wrote) {
                writers.add(organisation);
            }
        }
        return writers;
    }

    int forgetOld() {
        return database.sql("delete from sent_message where sent_at < ?")
                .param(Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }

    byte[] hash(OrganisationId organisation, Address address) {
        return hash(secrets, organisation, address);
    }

    /** Whether a hash that was kept is that of an address. */
    boolean isHash(byte[] kept, OrganisationId organisation, Address address) {
        return Stream.of(hashes(organisation, address)).anyMatch(hash -> Arrays.equals(hash, kept));
    }

    /** Under each root secret there was, the present one first. */
    private byte[][] hashes(OrganisationId organisation, Address address) {
        return secrets.eachRoot().stream()
                .map(root -> hash(root, organisation, address))
                .toArray(byte[][]::new);
    }

    private static byte[] hash(Secrets root, OrganisationId organisation, Address address) {
        return root.fingerprint(address.value(), "notice", "sent", organisation.value());
    }
}
