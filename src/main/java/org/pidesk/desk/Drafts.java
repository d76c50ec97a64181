package org.pidesk.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.pidesk.vault.KeyDestroyed;
import org.pidesk.vault.Vault;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people have typed at a task and not yet answered, each their own, sealed under the key of the day. */
@Component
class Drafts {
    private static final TypeReference<Map<String, Object>> ANSWER = new TypeReference<>() {};

    private final JdbcClient database;
    private final Vault vault;
    private final ObjectMapper json;
    private final Clock clock;

    Drafts(JdbcClient database, Vault vault, ObjectMapper json, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Keeps the answer in place of the author's former one, unless the same page has saved a later edition already.
     *
     * @throws NoSuchElementException when somebody has answered the task meanwhile
     */
    void save(String taskId, String author, Map<String, Object> answer, Edition edition) {
        try {
            database.sql(
                            "insert into answer_draft (task_id, author, payload, saved_at, writer, edition)"
                                    + " values (?, ?, ?, ?, ?, ?) on conflict (task_id, author) do update set"
                                    + " payload = excluded.payload, saved_at = excluded.saved_at,"
                                    + " writer = excluded.writer, edition = excluded.edition"
                                    + " where answer_draft.writer <> excluded.writer or answer_draft.edition <= excluded.edition")
                    .params(
                            taskId,
                            author,
                            vault.sealForToday(written(answer)),
                            clock.instant().atOffset(ZoneOffset.UTC),
                            edition.writer(),
                            edition.number())
                    .update();
        } catch (DataIntegrityViolationException answered) {
            // the row belongs to its task and to nothing else
            throw new NoSuchElementException(answered);
        }
    }

    /** @param writer the opened page that counts its editions */
    record Edition(String writer, int number) {}

    Optional<Map<String, Object>> find(String taskId, String author) {
        return database.sql("select payload from answer_draft where task_id = ? and author = ?")
                .params(taskId, author)
                .query(byte[].class)
                .optional()
                .flatMap(this::opened);
    }

    private Optional<Map<String, Object>> opened(byte[] payload) {
        try {
            return Optional.of(read(vault.openFromItsDay(payload)));
        } catch (KeyDestroyed tooOld) {
            return Optional.empty();
        }
    }

    private String written(Map<String, Object> answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("not an answer");
        }
    }

    private Map<String, Object> read(String text) {
        try {
            return json.readValue(text, ANSWER);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a draft that was not written here");
        }
    }
}
