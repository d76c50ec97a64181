package org.pidesk.identity;

import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Nobody's mailbox is flooded, and no code guessed: at most three messages in any hour and six in any day to an
 * address, whoever asks. A token bucket would let more through around a refill, so each message is counted.
 */
@Component
class Mailbox {
    static final int PER_HOUR = 3;
    static final int PER_DAY = 6;
    private static final int INFORMATION_PER_DAY = 3;

    private final JdbcClient database;
    private final Secrets secrets;
    private final Clock clock;

    Mailbox(JdbcClient database, Secrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Counts a code, unless it would be one too many. In the caller's transaction. */
    boolean takes(Address address) {
        return takes(secrets.fingerprint(address.box(), "identity", "limit", "address"), PER_HOUR, PER_DAY);
    }

    /** Counts a message of what is held, apart from the codes. In the caller's transaction. */
    boolean takesInformation(Address address) {
        var whose = secrets.fingerprint(address.box(), "identity", "limit", "information");
        return takes(whose, INFORMATION_PER_DAY, INFORMATION_PER_DAY);
    }

    private boolean takes(byte[] whose, int perHour, int perDay) {
        database.sql("select pg_advisory_xact_lock(?)")
                .param(ByteBuffer.wrap(whose).getLong())
                .query(rows -> {});
        if (sent(whose, Duration.ofHours(1)) >= perHour || sent(whose, Duration.ofDays(1)) >= perDay) {
            return false;
        }
        database.sql("insert into identity_message (address, sent_at) values (?, ?)")
                .params(whose, Timestamp.from(clock.instant()))
                .update();
        return true;
    }

    private long sent(byte[] whose, Duration within) {
        return database.sql("select count(*) from identity_message where address = ? and sent_at > ?")
                .params(whose, Timestamp.from(clock.instant().minus(within)))
                .query(Long.class)
                .single();
    }
}
