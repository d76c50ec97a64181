package org.pidesk.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deletes what is over. A question stays an hour longer than its code, so that a late answer is told why. */
@Component
class ForgetExpired {
    private final JdbcClient database;
    private final Clock clock;

    ForgetExpired(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M")
    @Transactional
    public void run() {
        delete("identity_proof", "expires_at", Duration.ZERO);
        delete("identity_challenge", "expires_at", Duration.ofHours(1));
        delete("identity_message", "sent_at", Duration.ofDays(1));
        database.sql("delete from identity_limit where expires_at < ?")
                .param(clock.millis())
                .update();
    }

    private void delete(String table, String column, Duration after) {
        database.sql("delete from " + table + " where " + column + " < ?")
                .param(Timestamp.from(clock.instant().minus(after)))
                .update();
    }
}
