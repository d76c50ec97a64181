package org.pidesk.signin;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What support found out. Their words may name people, and are sealed. */
@Repository
class SupportAnswers {
    /** As long as the engine knows of the process. */
    static final Duration KEPT = Duration.ofDays(365);

    private final JdbcClient database;
    private final SealingKey key;
    private final Clock clock;

    SupportAnswers(JdbcClient database, Secrets secrets, Clock clock) {
        this.database = database;
        this.key = secrets.sealingKey("signin", "support");
        this.clock = clock;
    }

    /** @param known whether somebody else may know the password */
    void keep(Reference reference, boolean known, String note, String by) {
        database.sql("insert into support_answer (reference, known, note, by, at) values (?, ?, ?, ?, ?)")
                .params(
                        reference.value(),
                        known,
                        key.seal(note.getBytes(StandardCharsets.UTF_8), reference.value()),
                        by,
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** Last: what was asked is forgotten by whether it has an answer. */
    void forgetOld() {
        database.sql("delete from support_answer where at < ?")
                .param(Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }

    boolean saysKnown(Reference reference) {
        return database.sql("select known from support_answer where reference = ?")
                .param(reference.value())
                .query(Boolean.class)
                .single();
    }
}
