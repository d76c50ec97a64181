package org.pidesk.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
        var id = token.hash();
        return database.sql("select * from identity_proof where id = ? and expires_at > ?")
                .params(id, Timestamp.from(clock.instant()))
                .query((row, number) -> new Proof(
                        new OrganisationId(row.getString("organisation")),
                        Address.parse(sealer.open(row.getBytes("sealed"), id)),
                        row.getTimestamp("proven_at").toInstant()))
                .optional();
    }

    void remove(Token token) {
        database.sql("delete from identity_proof where id = ?")
                .param(token.hash())
                .update();
    }
}
