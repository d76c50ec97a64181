package org.pidesk.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.pidesk.kernel.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** What a proven person has typed and not confirmed: on our side, so that no step trusts what a browser carries. */
@Repository
class AlterationDrafts {
    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final SealingKey key;
    private final Clock clock;

    AlterationDrafts(JdbcClient jdbc, ObjectMapper json, Secrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.key = secrets.sealingKey("request", "alteration");
        this.clock = clock;
    }

    void keep(Token proof, AlterationAsked asked, Instant until) {
        var id = proof.hash();
        jdbc.sql("insert into alteration_draft (id, sealed, expires_at) values (?, ?, ?)"
                        + " on conflict (id) do update set sealed = excluded.sealed, expires_at = excluded.expires_at")
                .params(id, key.seal(write(asked), place(id)), Timestamp.from(until))
                .update();
    }

    Optional<AlterationAsked> find(Token proof) {
        var id = proof.hash();
        return jdbc.sql("select sealed from alteration_draft where id = ? and expires_at > ?")
                .params(id, Timestamp.from(clock.instant()))
                .query((row, number) -> read(key.open(row.getBytes(1), place(id))))
                .optional();
    }

    void drop(Token proof) {
        jdbc.sql("delete from alteration_draft where id = ?")
                .param(proof.hash())
                .update();
    }

    @Scheduled(cron = "0 */10 * * * *")
    void forgetExpired() {
        jdbc.sql("delete from alteration_draft where expires_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    private byte[] write(AlterationAsked asked) {
        try {
            return json.writeValueAsBytes(asked);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a draft cannot be written");
        }
    }

    private AlterationAsked read(byte[] text) {
        try {
            return json.readValue(new String(text, StandardCharsets.UTF_8), AlterationAsked.class);
        } catch (JsonProcessingException unreadable) {
            // its message would quote what is sealed
            throw new IllegalStateException("a draft cannot be read");
        }
    }

    private static String place(byte[] id) {
        return "alteration/" + HexFormat.of().formatHex(id);
    }
}
