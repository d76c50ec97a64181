package org.pidesk.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What browsers have proven, for half an hour. */
@Repository
class Proofs {
    private static final Duration VALID = Duration.ofMinutes(30);

    private final JdbcClient database;
    private final Sealer sealer;
    private final Clock clock;

    Proofs(JdbcClient database, Sealer sealer, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.clock = clock;
    }

    /** @return what the browser keeps; a new token, never the one that it came with */
    Token add(OrganisationId organisation, Address address) {
        var token = Token.random();
        var id = token.hash();
        var now = clock.instant();
        database.sql(
                        "insert into identity_proof (id, organisation, sealed, proven_at, expires_at) values (?, ?, ?, ?, ?)")
                .params(
                        id,
                        organisation.value(),
                        sealer.seal(address.value(), id),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(VALID)))
                .update();
        return token;
    }

    Optional<Proof> find(Token token) {
        return read(token, "");
    }

    /**
     * Adds an address that the same browser has proven; the proof holds no longer for it.
     *
     * @return false when the proof holds no more
     */
    boolean addFurther(Token token, Address address) {
        var proof = read(token, " for update");
        proof.ifPresent(held -> write(token, held, address));
        return proof.isPresent();
    }

    private void write(Token token, Proof proof, Address added) {
        var further = Stream.concat(proof.further().stream(), Stream.of(added));
        var lines = Stream.concat(Stream.of(proof.address()), further)
                .map(Address::value)
                .distinct()
                .collect(Collectors.joining("\n"));
        var id = token.hash();
        database.sql("update identity_proof set sealed = ? where id = ?")
                .params(sealer.seal(lines, id), id)
                .update();
    }

    private Optional<Proof> read(Token token, String lock) {
        var id = token.hash();
        return database.sql("select * from identity_proof where id = ? and expires_at > ?" + lock)
                .params(id, now())
                .query((row, number) -> proof(row, id))
                .optional();
    }

    /** The first line is the first address. */
    private Proof proof(ResultSet row, byte[] id) throws SQLException {
        var addresses = sealer.open(row.getBytes("sealed"), id)
                .lines()
                .map(Address::parse)
                .toList();
        return new Proof(
                new OrganisationId(row.getString("organisation")),
                addresses.get(0),
                row.getTimestamp("proven_at").toInstant(),
                Set.copyOf(addresses.subList(1, addresses.size())),
                row.getBoolean("checked_by_staff"),
                Set.of((UUID[]) row.getArray("checked_records").getArray()));
    }

    /** @return until when the word is good; empty when the proof holds no more */
    Optional<Instant> keepWord(Token token, byte[] word) {
        return database.sql("update identity_proof set word = ? where id = ? and expires_at > ? returning expires_at")
                .params(word, token.hash(), now())
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    Optional<Proof> findByWord(byte[] word) {
        return database.sql("select * from identity_proof where word = ? and expires_at > ?")
                .params(word, now())
                .query((row, number) -> proof(row, row.getBytes("id")))
                .optional();
    }

    /** Uses the word up. @return false when somebody else was faster, or it is over */
    boolean check(byte[] word, Set<UUID> records) {
        return database.sql("update identity_proof set word = null, checked_by_staff = true, checked_records = ?"
                                + " where word = ? and expires_at > ?")
                        .params(records.toArray(UUID[]::new), word, now())
                        .update()
                == 1;
    }

    /** @return false when it was mailed with this proof before, or the proof holds no more */
    boolean takeMailing(Token token) {
        return database.sql("update identity_proof set mailed = true where id = ? and not mailed and expires_at > ?")
                        .params(token.hash(), now())
                        .update()
                == 1;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    void remove(Token token) {
        database.sql("delete from identity_proof where id = ?")
                .param(token.hash())
                .update();
    }
}
