package org.pidesk.request;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Day;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Addresses whose look-ups were an abuse: they start none for some days. Nobody can read the addresses here, and nothing
 * else that a person may ask for looks here.
 */
@Component
class LookUpPauses {
    private final JdbcClient jdbc;
    private final Secrets secrets;
    private final LookUpSettings settings;
    private final Clock clock;

    LookUpPauses(JdbcClient jdbc, Secrets secrets, LookUpSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    void begin(OrganisationId organisation, Address address) {
        var until = clock.instant().plus(Duration.ofDays(settings.daysAfterAbuse()));
        jdbc.sql("insert into look_up_pause (organisation, fingerprint, until) values (?, ?, ?)"
                        + " on conflict (organisation, fingerprint) do update set until = excluded.until")
                .params(organisation.value(), fingerprint(secrets, organisation, address), Timestamp.from(until))
                .update();
    }

    /** Until when none is started; empty when nothing stands in the way. */
    Optional<Instant> of(OrganisationId organisation, Address address) {
        return jdbc.sql(
                        "select max(until) from look_up_pause"
                                + " where organisation = ? and fingerprint = any(?) and until > ? having max(until) is not null")
                .params(organisation.value(), underEachRoot(organisation, address), Timestamp.from(clock.instant()))
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    void lift(OrganisationId organisation, Address address) {
        jdbc.sql("delete from look_up_pause where organisation = ? and fingerprint = any(?)")
                .params(organisation.value(), underEachRoot(organisation, address))
                .update();
    }

    @Scheduled(cron = "0 27 3 * * *", zone = Day.ZONE_NAME)
    void forgetThoseOver() {
        jdbc.sql("delete from look_up_pause where until <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    private byte[][] underEachRoot(OrganisationId organisation, Address address) {
        return secrets.eachRoot().stream()
                .map(root -> fingerprint(root, organisation, address))
                .toArray(byte[][]::new);
    }

    /** Under a key of its own: it cannot be compared with what leads to cases, or with a black list. */
    private static byte[] fingerprint(Secrets root, OrganisationId organisation, Address address) {
        return root.fingerprint(address.value(), "look-up-pause", "address", organisation.value());
    }
}
