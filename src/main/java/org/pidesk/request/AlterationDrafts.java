package org.pidesk.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.pidesk.kernel.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** What a proven person has typed and not confirmed: on our side, so that no step trusts what a browser carries. */
@Repository
class AlterationDrafts {
    private static final HexFormat HEX = HexFormat.of();
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Secrets secrets;
    private final SealingKey key;
    private final Clock clock;

    AlterationDrafts(JdbcClient jdbc, ObjectMapper json, Secrets secrets, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.secrets = secrets;
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

    Optional<AlterationDraft> find(Token proof) {
        var id = proof.hash();
        return jdbc.sql("select sealed from alteration_draft where id = ? and expires_at > ?")
                .params(id, Timestamp.from(clock.instant()))
                .query((row, number) -> draft(id, key.open(row.getBytes(1), place(id))))
                .optional();
    }

    private AlterationDraft draft(byte[] id, byte[] text) {
        var words = new String(text, StandardCharsets.UTF_8);
        return new AlterationDraft(
                read(words), HEX.formatHex(secrets.fingerprint(place(id) + words, "request", "alteration", "draft")));
    }

    /** The draft has become a case: a second click of the same button leads there. */
    void taken(Token proof, AlterationDraft draft, Reference reference) {
        var id = proof.hash();
        jdbc.sql("insert into alteration_taken (fingerprint, reference, expires_at)"
                        + " select ?, ?, expires_at from alteration_draft where id = ?"
                        + " on conflict (fingerprint) do update set reference = excluded.reference")
                .params(HEX.parseHex(draft.fingerprint()), reference.value(), id)
                .update();
        jdbc.sql("delete from alteration_draft where id = ?").param(id).update();
    }

    /** @param fingerprint as a browser sent it: anything */
    Optional<Reference> whatBecameOf(String fingerprint) {
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            return Optional.empty();
        }
        return jdbc.sql("select reference from alteration_taken where fingerprint = ? and expires_at > ?")
                .params(HEX.parseHex(fingerprint), Timestamp.from(clock.instant()))
                .query((row, number) -> new Reference(row.getString(1)))
                .optional();
    }

    @Scheduled(cron = "0 */10 * * * *")
    void forgetExpired() {
        for (var table : new String[] {"alteration_draft", "alteration_taken"}) {
            jdbc.sql("delete from " + table + " where expires_at <= ?")
                    .param(Timestamp.from(clock.instant()))
                    .update();
        }
    }

    private byte[] write(AlterationAsked asked) {
        try {
            return json.writeValueAsBytes(asked);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a draft cannot be written");
        }
    }

    private AlterationAsked read(String text) {
        try {
            return json.readValue(text, AlterationAsked.class);
        } catch (JsonProcessingException unreadable) {
            // its message would quote what is sealed
            throw new IllegalStateException("a draft cannot be read");
        }
    }

    private static String place(byte[] id) {
        return "alteration/" + HEX.formatHex(id);
    }
}
