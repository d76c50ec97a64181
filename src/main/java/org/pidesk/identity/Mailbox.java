package org.pidesk.identity;

import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Network;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Nobody's mailbox is flooded, and no code guessed: so many messages in any hour and in any day to an address. One network
 * may ask for fewer than all together, so that nobody uses up from one what its holder asks from another. A token bucket
 * would let more through around a refill, so each message is counted.
 */
@Component
class Mailbox {
    private static final int INFORMATION_PER_DAY = 3;

    private final JdbcClient database;
    private final Secrets secrets;
    private final Clock clock;

    Mailbox(JdbcClient database, Secrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** @param whose a keyed hash of what is counted for */
    private record Limit(byte[] whose, int perHour, int perDay) {}

    /**
     * Counts a code, unless it would be one too many. In the caller's transaction.
     *
     * @param network where it is asked for from
     */
    boolean takes(Address address, String network) {
        var limits = new ArrayList<Limit>();
        limits.add(new Limit(print(address.box(), "address"), 6, 18));
        limits.add(new Limit(print(from(address, Network.of(network)), "network"), 3, 6));
        // who is given a whole one has many networks, and leaves something to others still
        Network.around(network)
                .ifPresent(around -> limits.add(new Limit(print(from(address, around), "around"), 4, 12)));
        return takes(limits);
    }

    private static String from(Address address, String network) {
        return network + " " + address.box();
    }

    /** Counts a message of what is held, apart from the codes. In the caller's transaction. */
    boolean takesInformation(Address address) {
        var whose = print(address.box(), "information");
        return takes(List.of(new Limit(whose, INFORMATION_PER_DAY, INFORMATION_PER_DAY)));
    }

    private byte[] print(String whose, String what) {
        return secrets.fingerprint(whose, "identity", "limit", what);
    }

    /** @param limits of one mailbox; the first is the same whoever asks */
    private boolean takes(List<Limit> limits) {
        database.sql("select pg_advisory_xact_lock(?)")
                .param(ByteBuffer.wrap(limits.get(0).whose()).getLong())
                .query(rows -> {});
        if (!limits.stream().allMatch(this::hasRoom)) {
            return false;
        }
        limits.forEach(limit -> database.sql("insert into identity_message (address, sent_at) values (?, ?)")
                .params(limit.whose(), Timestamp.from(clock.instant()))
                .update());
        return true;
    }

    private boolean hasRoom(Limit limit) {
        var now = clock.instant();
        return database.sql("select count(*) filter (where sent_at > :anHourAgo) < :perHour and count(*) < :perDay"
                        + " from identity_message where address = :whose and sent_at > :aDayAgo")
                .param("anHourAgo", Timestamp.from(now.minus(Duration.ofHours(1))))
                .param("perHour", limit.perHour())
                .param("perDay", limit.perDay())
                .param("whose", limit.whose())
                .param("aDayAgo", Timestamp.from(now.minus(Duration.ofDays(1))))
                .query(Boolean.class)
                .single();
    }
}
