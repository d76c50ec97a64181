package org.pidesk.signin;

import java.sql.Timestamp;
import java.time.Clock;
import org.pidesk.activity.Fact;
import org.pidesk.staff.PasswordReset;
import org.pidesk.staff.StaffAddressChanged;
import org.pidesk.staff.StaffMemberDisabled;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes back what a member was trusted by, once there is no ground for it any more, in the caller's transaction. */
@Component
class TrustEnds {
    private final Devices devices;
    private final AttemptCounts names;
    private final JdbcClient database;
    private final Clock clock;

    TrustEnds(Devices devices, AttemptCounts names, JdbcClient database, Clock clock) {
        this.devices = devices;
        this.names = names;
        this.database = database;
        this.clock = clock;
    }

    /** Every browser, and whatever was mailed and is not answered yet. */
    void takeAllBack(String username) {
        devices.revokeAll(username, Fact.SYSTEM);
        takeMailsBack(username);
    }

    @EventListener
    void on(StaffMemberDisabled closed) {
        takeAllBack(closed.username());
    }

    /** Whoever knew the password may have made a browser a trusted one. */
    @EventListener
    void on(PasswordReset reset) {
        devices.revokeAll(reset.username(), Fact.SYSTEM);
    }

    /** Whoever reads the mails of the former address must not answer what was asked there. */
    @EventListener
    void on(StaffAddressChanged changed) {
        takeMailsBack(changed.member().username());
    }

    /** A code is as good as used: one that only ran out would be good again when another is asked for. */
    private void takeMailsBack(String username) {
        var now = Timestamp.from(clock.instant());
        database.sql("update device_verification set expires_at = ? where username = ? and status = 'OPEN'"
                        + " and expires_at > ?")
                .params(now, username, now)
                .update();
        database.sql("update sign_in_code set used = true, expires_at = ? where who = ? and not used")
                .params(now, names.account(username))
                .update();
    }
}
