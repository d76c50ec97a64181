package org.pidesk.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The browsers in which members of staff sign in without being asked by mail. Each keeps a random value, which is
 * another one after every sign-in: whoever comes with a former one shows that two have it, and then none of them is
 * trusted any more. A value is a former one once the browser has come with the next: an answer can be lost on its way,
 * and of two clicks the first one's always is.
 */
@Service
@Transactional
public class Devices {
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

    private final JdbcClient database;
    private final DeviceCookie cookie;
    private final ActivityLog activity;
    private final SignInSettings settings;
    private final Clock clock;

    Devices(JdbcClient database, DeviceCookie cookie, ActivityLog activity, SignInSettings settings, Clock clock) {
        this.database = database;
        this.cookie = cookie;
        this.activity = activity;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A browser as its user sees it.
     *
     * @param places the countries in which it was verified
     * @param here whether it is the one that asks
     */
    public record Device(
            UUID id, String browser, List<String> places, Instant trustedAt, Instant usedAt, boolean here) {}

    /** After how many days without a sign-in a browser is trusted no more. */
    public long idleDays() {
        return settings.deviceIdle().toDays();
    }

    /** The trusted browsers of a user, the last used first. */
    @Transactional(readOnly = true)
    public List<Device> of(String username, HttpServletRequest request) {
        var here = cookie.read(request, username).map(Token::hash).orElse(new byte[0]);
        return database.sql(
                        "select d.*, exists (select from device_cookie c where c.device = d.id and c.hash = ?) as here"
                                + " from device d where username = ? and used_at > ? order by used_at desc")
                .params(here, username, Timestamp.from(clock.instant().minus(settings.deviceIdle())))
                .query((row, number) -> new Device(
                        row.getObject("id", UUID.class),
                        row.getString("browser"),
                        countries(row).map(Origin::placeOf).toList(),
                        row.getTimestamp("trusted_at").toInstant(),
                        row.getTimestamp("used_at").toInstant(),
                        row.getBoolean("here")))
                .list();
    }

    /** Under which references stands what was done with a user's browsers, as long as it is kept. */
    @Transactional(readOnly = true)
    public List<Reference> references(String username) {
        return database.sql("select reference from device where username = :user"
                        + " union select reference from device_verification where username = :user")
                .param("user", username)
                .query((row, number) -> new Reference(row.getString(1)))
                .list();
    }

    /**
     * Makes a browser a stranger again; what is open in it ends within a minute.
     *
     * @return false when the user has no such browser
     */
    public boolean revoke(String username, UUID device) {
        return database.sql("delete from device where id = ? and username = ? returning reference")
                .params(device, username)
                .query(String.class)
                .optional()
                .map(reference -> tell(reference, "DEVICE_REVOKED", username))
                .isPresent();
    }

    /** Makes every browser of a user a stranger again. @param by who sees to it */
    void revokeAll(String username, String by) {
        database.sql("delete from device where username = ? returning reference")
                .param(username)
                .query(String.class)
                .list()
                .forEach(reference -> tell(reference, "DEVICE_REVOKED", by));
    }

    /** Whether this user signs in here without being asked by mail. */
    boolean know(String username, Token token, Origin origin) {
        return find(username, token)
                .filter(known -> known.browser().equals(origin.browser()))
                .filter(known -> known.countries().contains(origin.country()))
                .isPresent();
    }

    /** The device that a browser is already, where it only came to another country. */
    Optional<UUID> onlyMoved(String username, Token token, Origin origin) {
        return find(username, token)
                .filter(known -> known.browser().equals(origin.browser()))
                .map(Known::id);
    }

    /** The trusted browser of this user that a request comes from. Changes nothing, whatever the cookie. */
    Optional<UUID> from(HttpServletRequest request, String typed) {
        var username = typed.strip().toLowerCase(Locale.ROOT);
        return cookie.read(request, username)
                .flatMap(token -> look(username, token))
                .filter(this::isTrusted)
                .map(Known::id);
    }

    private Optional<Known> find(String username, Token token) {
        var found = look(username, token);
        found.filter(Known::former).ifPresent(this::revokeStolen);
        return found.filter(this::isTrusted);
    }

    private boolean isTrusted(Known device) {
        return !device.former() && device.usedAt().isAfter(clock.instant().minus(settings.deviceIdle()));
    }

    private Optional<Known> look(String username, Token token) {
        return database.sql("select d.*, c.replaced_at from device_cookie c join device d on d.id = c.device"
                        + " where c.hash = ? and d.username = ?")
                .params(token.hash(), username)
                .query((row, number) -> new Known(
                        row.getObject("id", UUID.class),
                        row.getString("reference"),
                        row.getString("browser"),
                        countries(row).toList(),
                        row.getTimestamp("used_at").toInstant(),
                        row.getTimestamp("replaced_at") != null))
                .optional();
    }

    private void revokeStolen(Known device) {
        LOG.warn(
                "A former value of a device's cookie came back: the device of {} is trusted no more.",
                device.reference());
        database.sql("delete from device where id = ?").param(device.id()).update();
        tell(device.reference(), "DEVICE_COOKIE_CAME_BACK", Fact.SYSTEM);
    }

    /** Trusts a browser from now on. @param moved the device that it is already; null for a new one */
    void trust(String username, Reference reference, Origin origin, byte[] hash, UUID moved) {
        var device = moved != null && move(moved, origin) ? moved : add(username, reference, origin);
        keep(hash, device);
        tell(reference.value(), "DEVICE_TRUSTED", username);
    }

    private UUID add(String username, Reference reference, Origin origin) {
        var id = UUID.randomUUID();
        database.sql("insert into device (id, reference, username, browser, countries, trusted_at, used_at)"
                        + " values (?, ?, ?, ?, array[?], ?, ?)")
                .params(id, reference.value(), username, origin.browser(), origin.country(), now(), now())
                .update();
        return id;
    }

    private boolean move(UUID device, Origin origin) {
        return database.sql("update device set countries = countries || cast(? as varchar), used_at = ? where id = ?")
                        .params(origin.country(), now(), device)
                        .update()
                == 1;
    }

    /**
     * The present value has done its service.
     *
     * @return the next one; empty when another sign-in was faster, and its answer has arrived
     */
    Optional<Token> renew(Token token) {
        arrived(token.hash());
        return database.sql("select device from device_cookie where hash = ? and replaced_at is null")
                .param(token.hash())
                .query(UUID.class)
                .optional()
                .map(this::next);
    }

    /** A browser comes with this value: all others of the device are former ones from now on. */
    void arrived(byte[] hash) {
        // one after the other: of two values that come at once one is a copy
        database.sql(
                        "select id from device where id = (select device from device_cookie where hash = ? and not arrived)"
                                + " for update")
                .param(hash)
                .query(UUID.class)
                .optional()
                .filter(device -> database.sql("update device_cookie set arrived = true"
                                        + " where hash = ? and not arrived and replaced_at is null")
                                .param(hash)
                                .update()
                        == 1)
                .ifPresent(device -> database.sql("update device_cookie set replaced_at = ?"
                                + " where device = ? and hash <> ? and replaced_at is null")
                        .params(now(), device, hash)
                        .update());
    }

    private Token next(UUID device) {
        var next = Token.random();
        database.sql("update device set used_at = ? where id = ?")
                .params(now(), device)
                .update();
        keep(next.hash(), device);
        return next;
    }

    private void keep(byte[] hash, UUID device) {
        database.sql("insert into device_cookie (hash, device) values (?, ?)")
                .params(hash, device)
                .update();
    }

    /** Whether a session that began with this value may go on. */
    @Transactional(readOnly = true)
    public boolean stillHas(byte[] hash) {
        return database.sql("select count(*) from device_cookie where hash = ?")
                        .param(hash)
                        .query(Integer.class)
                        .single()
                == 1;
    }

    void forgetIdle() {
        var idle = Timestamp.from(clock.instant().minus(settings.deviceIdle()));
        database.sql("delete from device where used_at < ?").param(idle).update();
        database.sql("delete from device_cookie where replaced_at < ?")
                .param(idle)
                .update();
    }

    private boolean tell(String reference, String kind, String by) {
        activity.record(Fact.of(new Reference(reference), kind).by(by));
        return true;
    }

    private static Stream<String> countries(ResultSet row) throws SQLException {
        return Stream.of((String[]) row.getArray("countries").getArray());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private record Known(
            UUID id, String reference, String browser, List<String> countries, Instant usedAt, boolean former) {}
}
