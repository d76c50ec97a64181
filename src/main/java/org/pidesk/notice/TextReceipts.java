package org.pidesk.notice;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the carrier says of text messages. It says it late, twice, in any order, and sometimes before it has said that it
 * took the message; whatever the order, the same is known in the end, and what was delivered stays delivered.
 */
@Repository
@Transactional
class TextReceipts {
    /** A state that comes later counts only if it ranks higher. */
    enum State {
        UNKNOWN(0),
        ENROUTE(1),
        ACCEPTD(2),
        EXPIRED(3),
        DELETED(3),
        UNDELIV(3),
        REJECTD(3),
        DELIVRD(4);

        private final int rank;

        State(int rank) {
            this.rank = rank;
        }
    }

    private static final int NOT_DELIVERED = 3;

    private final JdbcClient database;
    private final Clock clock;

    TextReceipts(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A message that did not arrive. */
    record Lost(UUID message, State because) {}

    /** @param names the carrier's, one for each part of the message */
    void await(List<String> names, UUID message) {
        for (var name : names) {
            database.sql("insert into text_receipt (carrier_id, message, at) values (:name, :message, :at)"
                            + " on conflict (carrier_id) do update set message = excluded.message")
                    .param("name", name)
                    .param("message", message)
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
        }
    }

    void note(String name, State state) {
        database.sql("""
                        insert into text_receipt as held (carrier_id, state, rank, at) values (:name, :state, :rank, :at)
                        on conflict (carrier_id) do update set state = excluded.state, rank = excluded.rank
                        where excluded.rank > held.rank
                            or excluded.rank = held.rank and excluded.state > coalesce(held.state, '')""")
                .param("name", name)
                .param("state", state.name())
                .param("rank", state.rank)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** The next message of which both is known: which it was, and that it did not arrive. Each is told once. */
    Optional<Lost> nextLost() {
        return database.sql("""
                        with next as materialized (
                            select carrier_id as next_id from text_receipt
                            where message is not null and rank = :lost and not told
                            order by at limit 1 for update skip locked)
                        update text_receipt set told = true from next where carrier_id = next_id
                        returning message, state""")
                .param("lost", NOT_DELIVERED)
                .query((row, number) ->
                        new Lost(row.getObject("message", UUID.class), State.valueOf(row.getString("state"))))
                .optional();
    }

    Optional<State> stateOf(String name) {
        return database.sql("select state from text_receipt where carrier_id = ? and state is not null")
                .param(name)
                .query((row, number) -> State.valueOf(row.getString(1)))
                .optional();
    }

    int forgetOld() {
        return database.sql("delete from text_receipt where at < ?")
                .param(Timestamp.from(clock.instant().minus(SentMessages.KEPT)))
                .update();
    }
}
