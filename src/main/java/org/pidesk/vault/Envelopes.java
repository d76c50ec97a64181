package org.pidesk.vault;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.kernel.Reference;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The sealed rows, and the list of keys that are condemned. */
@Repository
class Envelopes {
    /** A sweep may have found the key while its row was being written, and condemned it for a later day. */
    private static final String WHATEVER_WAS_SAID_BEFORE =
            "on conflict (key_id) do update set not_before = excluded.not_before";

    private final JdbcClient sql;

    Envelopes(JdbcClient sql) {
        this.sql = sql;
    }

    record Envelope(UUID keyId, LocalDate keepUntil, byte[] ciphertext) {}

    /**
     * Puts a row in the place of the one of this name, whose key it condemns, in one statement: the row is made of what was
     * condemned, so the former is gone by then.
     *
     * @return the keys that are condemned, of which there is one or none
     */
    List<UUID> put(Reference reference, String name, Envelope envelope, Instant from) {
        return sql.sql("""
                with gone as (delete from vault_envelope where reference = :reference and name = :name returning key_id),
                condemned as (
                    insert into vault_condemned_key select key_id, :from from gone
                    %s returning key_id),
                put as (
                    insert into vault_envelope (reference, name, key_id, keep_until, ciphertext)
                    select :reference, :name, :key, cast(:keepUntil as date), :ciphertext
                    from (select count(*) from condemned) as first)
                select key_id from condemned""".formatted(WHATEVER_WAS_SAID_BEFORE))
                .param("reference", reference.value())
                .param("name", name)
                .param("key", envelope.keyId())
                .param("keepUntil", envelope.keepUntil())
                .param("ciphertext", envelope.ciphertext())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    Optional<Envelope> find(Reference reference, String name) {
        return sql.sql("select key_id, keep_until, ciphertext from vault_envelope where reference = ? and name = ?")
                .param(reference.value())
                .param(name)
                .query((row, number) ->
                        new Envelope(row.getObject(1, UUID.class), row.getObject(2, LocalDate.class), row.getBytes(3)))
                .optional();
    }

    void keepUntil(Reference reference, String name, LocalDate day) {
        sql.sql("update vault_envelope set keep_until = cast(? as date) where reference = ? and name = ?")
                .param(day)
                .param(reference.value())
                .param(name)
                .update();
    }

    /** Takes a row away and condemns its key, in one statement. */
    List<UUID> condemn(Reference reference, String name, Instant from) {
        return sql.sql("""
                with gone as (delete from vault_envelope where reference = ? and name = ? returning key_id)
                insert into vault_condemned_key select key_id, ? from gone
                """ + WHATEVER_WAS_SAID_BEFORE + " returning key_id")
                .param(reference.value())
                .param(name)
                .param(from.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    /** The same for every row whose last day has come. */
    void condemnExpired(LocalDate today, Instant from) {
        sql.sql("""
                with gone as (delete from vault_envelope where keep_until <= ? returning key_id)
                insert into vault_condemned_key select key_id, ? from gone
                """ + WHATEVER_WAS_SAID_BEFORE)
                .param(today)
                .param(from.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Condemns those of the keys that no row needs. */
    void condemnUnused(List<UUID> keys, Instant from) {
        sql.sql("""
                insert into vault_condemned_key
                select id, ? from unnest(?) as id
                where not exists (select from vault_envelope where key_id = id)
                on conflict do nothing""")
                .param(from.atOffset(ZoneOffset.UTC))
                .param(keys.toArray(UUID[]::new))
                .update();
    }

    /** A row that appeared since needs its key after all. */
    void pardonUsed() {
        sql.sql("delete from vault_condemned_key k using vault_envelope e where e.key_id = k.key_id")
                .update();
    }

    List<UUID> condemned(Instant now) {
        return sql.sql("select key_id from vault_condemned_key where not_before <= ?")
                .param(now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    void forget(UUID destroyed) {
        sql.sql("delete from vault_condemned_key where key_id = ?")
                .param(destroyed)
                .update();
    }
}
