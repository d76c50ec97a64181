package org.pidesk.desk;

import java.time.Clock;
import java.time.LocalDate;
import org.pidesk.kernel.Day;
import org.pidesk.sla.Deadlines;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Writes to staff on the morning of each working day what waits for them. */
@Component
class Digest implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Digest.class);

    private final StaffMembers staff;
    private final DigestMails mails;
    private final Deadlines deadlines;
    private final Clock clock;

    Digest(StaffMembers staff, DigestMails mails, Deadlines deadlines, Clock clock) {
        this.staff = staff;
        this.mails = mails;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /** At eight. The later times are for a house that stood still at eight: nobody is written to twice. */
    @Override
    @Scheduled(cron = "0 */10 8-11 * * MON-FRI", zone = Day.ZONE_NAME)
    public void run() {
        var today = Deadlines.dayOf(clock.instant());
        if (deadlines.workingDayUntil(today).equals(today)) {
            staff.active().forEach(member -> write(member, today));
        }
    }

    /** What fails for one is tried again, and keeps nobody else's. */
    private void write(StaffMember member, LocalDate today) {
        try {
            mails.write(member, today);
        } catch (RuntimeException failed) {
            // its own words could quote a row
            log.warn(
                    "A mail of the morning could not be written; it is tried again: {}",
                    failed.getClass().getSimpleName());
        }
    }
}
