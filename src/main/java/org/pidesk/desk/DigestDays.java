package org.pidesk.desk;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Who wants the morning's mail, and who had it on which day. */
@Repository
@Transactional
class DigestDays {
    private final JdbcClient database;

    DigestDays(JdbcClient database) {
        this.database = database;
    }

    /** Whether it is their turn: at most once a day, on however many nodes. The other node waits until this one is done. */
    boolean begin(String username, LocalDate day) {
        return database.sql("insert into staff_digest as one (username, last_on) values (?, ?) on conflict (username)"
                                + " do update set last_on = excluded.last_on"
                                + " where one.wanted and (one.last_on is null or one.last_on < excluded.last_on)")
                        .params(username, day)
                        .update()
                == 1;
    }

    boolean wants(String username) {
        return database.sql("select wanted from staff_digest where username = ?")
                .param(username)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    void want(String username, boolean wanted) {
        database.sql("insert into staff_digest (username, wanted) values (?, ?)"
                        + " on conflict (username) do update set wanted = excluded.wanted")
                .params(username, wanted)
                .update();
    }
}
