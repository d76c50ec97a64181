package org.pidesk.signin;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.pidesk.kernel.Network;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * How often in a row somebody tried in vain, over all nodes. Each name has one row for all strangers, and each trusted
 * browser of its user one of its own. Counted alike for a name that nobody has: the same rows, the same time.
 */
@Repository
class AttemptCounts {
    /** A day after the last attempt in vain an account begins anew; a network, which many share, after an hour. */
    private static final Duration OF_ACCOUNT = Duration.ofDays(1);

    private static final Duration OF_NETWORK = Duration.ofHours(1);
    /** Where it was tried at a name, while support may want to know; of other names, as long as they count. */
    private static final Duration ORIGINS_KEPT = Duration.ofDays(30);

    private static final int LONGEST_NAME = 256;

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
    record Tried(Origin origin, int attempts, Instant lastAt) {}

    /**
     * Counts an attempt before anything is compared, so that of many at once each has a number of its own. How long the
     * row lasts is for those that come to nothing to say: else it would tell strangers of a sign-in.
     *
     * @return its number
     */
    int take(Attempt attempt) {
        return database.sql("""
                        insert into sign_in_attempts as a (who, tried, last_at) values (:who, 1, :now)
                        on conflict (who) do update
                            set tried = case when a.last_at < :forgotten then 1 else a.tried + 1 end,
                                wrong = case when a.last_at < :forgotten then 0 else a.wrong end,
                                last_at = case when a.last_at < :forgotten then :now else a.last_at end
                        returning tried""")
                .param("who", row(attempt))
                .param("now", now())
                .param("forgotten", before(OF_ACCOUNT))
                .query(Integer.class)
                .single();
    }

    /** Counts what came to nothing, for the name and for a stranger's networks, and where it came from. */
    @Transactional
    public void failed(Attempt attempt) {
        countAt(attempt);
        if (attempt.device().isEmpty()) {
            countFrom(network(attempt.network()));
            around(attempt.network()).ifPresent(this::countFrom);
        }
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
    private void countAt(Attempt attempt) {
        database.sql("""
                        with counted as (
                            update sign_in_attempts set wrong = wrong + 1, last_at = :now where who = :row returning wrong)
                        insert into sign_in_alarm (id, who, at)
                        select :id, :who, :now from counted where wrong = :alarm""")
                .param("row", row(attempt))
                .param("who", account(attempt.username()))
                .param("now", now())
                .param("id", UUID.randomUUID())
                .param("alarm", settings.alertAfter())
                .update();
    }

    private void countFrom(byte[] network) {
        database.sql("""
                        insert into sign_in_attempts as a (who, wrong, last_at) values (:who, 1, :now)
                        on conflict (who) do update
                            set wrong = case when a.last_at < :forgotten then 1 else a.wrong + 1 end, last_at = :now""")
                .param("who", network)
                .param("now", now())
                .param("forgotten", before(OF_NETWORK))
                .update();
    }

    /** The right password ends the row of its own browser. Of the strangers' it takes no more than its own number. */
    void succeeded(Attempt attempt) {
        database.sql(
                        attempt.device().isPresent()
                                ? "delete from sign_in_attempts where who = ?"
                                : "update sign_in_attempts set tried = greatest(tried - 1, 0) where who = ?")
                .param(row(attempt))
                .update();
    }

    /** How many of the kind of this one came to nothing. */
    int of(Attempt attempt) {
        return count(row(attempt), OF_ACCOUNT);
    }

    int ofStrangers(String username) {
        return count(account(username), OF_ACCOUNT);
    }

    int ofNetwork(String address) {
        return count(network(address), OF_NETWORK);
    }

    /** Of the /48 of IPv6 around it. */
    int ofNetworksAround(String address) {
        return around(address).map(around -> count(around, OF_NETWORK)).orElse(0);
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

    /** Where names were tried that nobody has, or nobody had to look into, is forgotten with the count. */
    void forgetOld() {
        database.sql("delete from sign_in_attempts where last_at < ?")
                .param(before(OF_ACCOUNT))
                .update();
        database.sql("delete from sign_in_origin o where last_at < ? or last_at < ?"
                        + " and not exists (select from sign_in_alert a where a.who = o.who)")
                .params(before(ORIGINS_KEPT), before(OF_ACCOUNT))
                .update();
    }

    private byte[] row(Attempt attempt) {
        return attempt.device()
                .map(device -> secrets.fingerprint(device.toString(), "signin", "attempts", "device"))
                .orElseGet(() -> account(attempt.username()));
    }

    /** In which form a user name stands in our tables: nobody reads there at whom it was tried, nor what was typed. */
    byte[] account(String username) {
        var name = username.strip().toLowerCase(Locale.ROOT);
        return secrets.fingerprint(
                name.substring(0, Math.min(name.length(), LONGEST_NAME)), "signin", "attempts", "account");
    }

    byte[] network(String address) {
        return named(Network.of(address));
    }

    private Optional<byte[]> around(String address) {
        return Network.around(address).map(this::named);
    }

    private byte[] named(String network) {
        return secrets.fingerprint(network, "signin", "attempts", "network");
    }

    private int count(byte[] who, Duration remembered) {
        return database.sql("select wrong from sign_in_attempts where who = ? and last_at >= ?")
                .params(who, before(remembered))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private Timestamp before(Duration past) {
        return Timestamp.from(clock.instant().minus(past));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
