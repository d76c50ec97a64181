package org.pidesk.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.pidesk.kernel.Network;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * How often in a row somebody tried in vain, over all nodes. Counted alike for a name that nobody has: the same rows,
 * the same time.
 */
@Repository
class AttemptCounts {
    /** After a day without an attempt an account begins anew; a network, which many share, after an hour. */
    private static final Duration OF_ACCOUNT = Duration.ofDays(1);

    private static final Duration OF_NETWORK = Duration.ofHours(1);
    private static final Duration ORIGINS_KEPT = Duration.ofDays(30);
    private static final int LONGEST_NAME = 256;
    /** Who has a whole /48 has 65,536 networks; some providers put many households into one. */
    private static final int TIMES_AROUND = 5;

    private final JdbcClient database;
    private final Secrets secrets;
    private final SignInSettings settings;
    private final Clock clock;

    AttemptCounts(JdbcClient database, Secrets secrets, SignInSettings settings, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /** From where a name was tried, and how often. */
    record Tried(Origin origin, int wrong, Instant lastAt) {}

    /**
     * Counts an attempt before anything is compared, so that of many at once each has a number of its own.
     *
     * @return its number
     */
    int take(String username) {
        return database.sql("""
                        insert into sign_in_attempts as a (who, tried, last_at) values (:who, 1, :now)
                        on conflict (who) do update
                            set tried = case when a.last_at < :forgotten then 1 else a.tried + 1 end,
                                wrong = case when a.last_at < :forgotten then 0 else a.wrong end, last_at = :now
                        returning tried""")
                .param("who", account(username))
                .param("now", now())
                .param("forgotten", before(OF_ACCOUNT))
                .query(Integer.class)
                .single();
    }

    /** Counts what came to nothing, for the name and for the network, and where it came from. */
    @Transactional
    public void failed(Attempt attempt) {
        countAt(attempt.username());
        countFrom(attempt.network());
        database.sql("""
                        insert into sign_in_origin as o (who, country, browser, wrong, last_at)
                        values (:who, :country, :browser, 1, :now)
                        on conflict (who, country, browser) do update set wrong = o.wrong + 1, last_at = :now""")
                .param("who", account(attempt.username()))
                .param("country", attempt.origin().country())
                .param("browser", attempt.origin().browser())
                .param("now", now())
                .update();
    }

    /** The one that makes the number full sounds the alarm, in the same statement: exactly one does. */
    private void countAt(String username) {
        database.sql("""
                        with counted as (
                            update sign_in_attempts set wrong = wrong + 1 where who = :who returning wrong)
                        insert into sign_in_alarm (id, who, at)
                        select :id, :who, :now from counted where wrong = :alarm""")
                .param("who", account(username))
                .param("now", now())
                .param("id", UUID.randomUUID())
                .param("alarm", settings.alertAfter())
                .update();
    }

    private void countFrom(String address) {
        database.sql("""
                        insert into sign_in_attempts as a (who, wrong, last_at) values (:who, 1, :now)
                        on conflict (who) do update
                            set wrong = case when a.last_at < :forgotten then 1 else a.wrong + 1 end, last_at = :now""")
                .param("who", network(address))
                .param("now", now())
                .param("forgotten", before(OF_NETWORK))
                .update();
    }

    /**
     * Counts a link asked for; an hour after the first the count begins anew.
     *
     * @return false when enough were asked for from this network, or from the wider one around it
     */
    boolean takeLink(String address) {
        var limit = settings.linksPerNetwork();
        return takeLink(Network.of(address), limit)
                && Network.around(address)
                        .map(around -> takeLink(around, TIMES_AROUND * limit))
                        .orElse(true);
    }

    private boolean takeLink(String network, int limit) {
        return database.sql("""
                        insert into sign_in_attempts as a (who, tried, last_at) values (:who, 1, :now)
                        on conflict (who) do update
                            set tried = case when a.last_at < :forgotten then 1 else a.tried + 1 end,
                                last_at = case when a.last_at < :forgotten then :now else a.last_at end
                            where a.tried < :limit or a.last_at < :forgotten""")
                        .param("who", secrets.fingerprint(network, "signin", "links", "network"))
                        .param("now", now())
                        .param("forgotten", before(OF_NETWORK))
                        .param("limit", limit)
                        .update()
                == 1;
    }

    /** The right password ends the row of wrong ones. */
    void succeeded(String username) {
        database.sql("delete from sign_in_attempts where who = ?")
                .param(account(username))
                .update();
    }

    int ofAccount(String username) {
        return count(account(username), OF_ACCOUNT);
    }

    int ofNetwork(String network) {
        return count(network(network), OF_NETWORK);
    }

    List<Tried> tried(String username) {
        return database.sql("select * from sign_in_origin where who = ? order by wrong desc, last_at desc")
                .param(account(username))
                .query((row, number) -> new Tried(
                        new Origin(row.getString("country"), row.getString("browser")),
                        row.getInt("wrong"),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }

    /** Takes the names out at whom the alarm was sounded, in the caller's transaction: no other node takes them, too. */
    List<byte[]> takeAlarms() {
        return database.sql("delete from sign_in_alarm returning who")
                .query((row, number) -> row.getBytes(1))
                .list();
    }

    void forgetOld() {
        delete("sign_in_attempts", OF_ACCOUNT);
        delete("sign_in_origin", ORIGINS_KEPT);
    }

    /** In which form a user name stands in our tables: nobody reads there at whom it was tried, nor what was typed. */
    byte[] account(String username) {
        var name = username.strip().toLowerCase(Locale.ROOT);
        return secrets.fingerprint(
                name.substring(0, Math.min(name.length(), LONGEST_NAME)), "signin", "attempts", "account");
    }

    byte[] network(String address) {
        return secrets.fingerprint(Network.of(address), "signin", "attempts", "network");
    }

    private int count(byte[] who, Duration remembered) {
        return database.sql("select wrong from sign_in_attempts where who = ? and last_at >= ?")
                .params(who, before(remembered))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private void delete(String table, Duration kept) {
        database.sql("delete from " + table + " where last_at < ?")
                .param(before(kept))
                .update();
    }

    private Timestamp before(Duration past) {
        return Timestamp.from(clock.instant().minus(past));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
