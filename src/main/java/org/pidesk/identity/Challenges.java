package org.pidesk.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Secrets;
import org.pidesk.kernel.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The questions that are out. What counts a try and what uses a code up is one statement each. */
@Repository
class Challenges {
    static final int TRIES = 5;

    private static final String READ = """
            select organisation, sealed, expires_at,
                exists (select from identity_challenge_by_link link where link.id = asked.id) as by_link
            from identity_challenge asked""";

    private final JdbcClient database;
    private final Sealer sealer;
    private final Secrets secrets;
    private final Clock clock;

    Challenges(JdbcClient database, Sealer sealer, Secrets secrets, Clock clock) {
        this.database = database;
        this.sealer = sealer;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** How a try ended before its code was compared. */
    record Try(byte[] code, int left) {}

    void add(Challenge challenge) {
        var id = challenge.token().hash();
        database.sql(
                        "insert into identity_challenge (id, organisation, sealed, code, expires_at) values (?, ?, ?, ?, ?)")
                .params(
                        id,
                        challenge.organisation().value(),
                        sealed(challenge),
                        fingerprint(challenge.token(), challenge.code()),
                        Timestamp.from(challenge.expiresAt()))
                .update();
        if (challenge.byLink()) {
            database.sql("insert into identity_challenge_by_link (id) values (?)")
                    .param(id)
                    .update();
        }
    }

    /** The same question, with its tries and its end, has a code now. */
    void giveCode(Challenge challenge) {
        database.sql("update identity_challenge set sealed = ?, code = ? where id = ?")
                .params(
                        sealed(challenge),
                        fingerprint(challenge.token(), challenge.code()),
                        challenge.token().hash())
                .update();
    }

    private byte[] sealed(Challenge challenge) {
        return sealer.seal(
                challenge.code() + challenge.address().value(),
                challenge.token().hash());
    }

    /** The question of this browser, answered or not, as long as its row is there. */
    Optional<Challenge> find(Token token) {
        return database.sql(READ + " where id = ?")
                .param(token.hash())
                .query((row, number) -> read(token, row))
                .optional();
    }

    /** The question of this browser that can still be answered. */
    Optional<Challenge> open(Token token) {
        return database.sql(READ + " where id = ? and expires_at > ? and tries < ? and not used")
                .params(token.hash(), now(), TRIES)
                .query((row, number) -> read(token, row))
                .optional();
    }

    /** Counts a try, before anything is compared; empty when there is none left. */
    Optional<Try> takeTry(Token token) {
        return database.sql("""
                        update identity_challenge set tries = tries + 1
                        where id = ? and tries < ? and not used and expires_at > ?
                        returning code, ? - tries""")
                .params(token.hash(), TRIES, now(), TRIES)
                .query((row, number) -> new Try(row.getBytes(1), row.getInt(2)))
                .optional();
    }

    /** @return false when somebody else was faster */
    boolean use(Token token) {
        return database.sql("update identity_challenge set used = true where id = ? and not used")
                        .param(token.hash())
                        .update()
                == 1;
    }

    /** Why this question takes no answer any more, as a sentence for the person. */
    String whyClosed(Token token) {
        return database.sql("select used, tries, expires_at <= ? from identity_challenge where id = ?")
                .params(now(), token.hash())
                .query((row, number) -> {
                    if (row.getBoolean(1)) {
                        return "This code was used already. Ask for a new one.";
                    }
                    return row.getBoolean(3)
                            ? "This code was valid for 10 minutes and has run out. Ask for a new one."
                            : "This code was tried five times, which is as often as it can be. Ask for a new one.";
                })
                .optional()
                .orElse("This code is no longer valid. Ask for a new one.");
    }

    /** Bound to the browser: the same digits are something else for another one. */
    byte[] fingerprint(Token token, String code) {
        return secrets.fingerprint(HexFormat.of().formatHex(token.hash()) + code, "identity", "code");
    }

    private Challenge read(Token token, ResultSet row) throws SQLException {
        var text = sealer.open(row.getBytes("sealed"), token.hash());
        var digits = Challenge.SILENT.length();
        return new Challenge(
                token,
                new OrganisationId(row.getString("organisation")),
                Address.parse(text.substring(digits)),
                text.substring(0, digits),
                row.getTimestamp("expires_at").toInstant(),
                row.getBoolean("by_link"));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
