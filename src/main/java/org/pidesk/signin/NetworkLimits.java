package org.pidesk.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.pidesk.kernel.Network;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What a network may ask of the sign-in within an hour, over all nodes; the /48 of IPv6 around it five times as much. An
 * hour after the first the count begins anew.
 */
@Repository
class NetworkLimits {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    static final int TIMES_AROUND = 5;
    /** Nobody types a code for emergencies in more often than that. */
    private static final int GLASSES = 10;

    private final JdbcClient database;
    private final Secrets secrets;
    private final SignInSettings settings;
    private final Clock clock;

    NetworkLimits(JdbcClient database, Secrets secrets, SignInSettings settings, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /** Counts a link asked for by whoever forgot a password. @return false when there were enough */
    boolean takeLink(String address) {
        return take("links", address, settings.linksPerNetwork());
    }

    /** Counts a break-glass code typed in. @return false when there were enough */
    boolean takeGlass(String address) {
        return take("glass", address, GLASSES);
    }

    /** Counts a question of the check. @return false when there were enough */
    boolean takeCheck(String address) {
        return take("checks", address, settings.checksPerNetwork());
    }

    /** Counts a code to be mailed for the /48 alone: for the network each code is kept. @return false when there were enough */
    boolean takeCodeAround(String address) {
        return takeAround("codes", address, settings.codesPerNetwork());
    }

    private boolean take(String what, String address, int limit) {
        return takeOne(what, Network.of(address), limit) && takeAround(what, address, limit);
    }

    private boolean takeAround(String what, String address, int limit) {
        return Network.around(address)
                .map(around -> takeOne(what, around, TIMES_AROUND * limit))
                .orElse(true);
    }

    private boolean takeOne(String what, String network, int limit) {
        return database.sql("""
                        insert into sign_in_limit as l (who, taken, began_at) values (:who, 1, :now)
                        on conflict (who) do update
                            set taken = case when l.began_at < :over then 1 else l.taken + 1 end,
                                began_at = case when l.began_at < :over then :now else l.began_at end
                            where l.taken < :limit or l.began_at < :over""")
                        .param("who", secrets.fingerprint(network, "signin", what, "network"))
                        .param("now", Timestamp.from(clock.instant()))
                        .param("over", anHourAgo())
                        .param("limit", limit)
                        .update()
                == 1;
    }

    void forgetOld() {
        database.sql("delete from sign_in_limit where began_at < ?")
                .param(anHourAgo())
                .update();
    }

    private Timestamp anHourAgo() {
        return Timestamp.from(clock.instant().minus(AN_HOUR));
    }
}
