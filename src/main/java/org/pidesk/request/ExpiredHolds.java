package org.pidesk.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Day;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Brings up what another ground kept until a day, when that day has come, and each year what one keeps without a day: what
 * nothing makes us keep may be kept no longer (section 14(4)). A record in which somebody did something else at that moment
 * comes up the next day.
 */
@Component
class ExpiredHolds {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiredHolds.class);

    private final Contacts contacts;
    private final DeIdentifications deIdentifications;
    private final Clock clock;

    ExpiredHolds(Contacts contacts, DeIdentifications deIdentifications, Clock clock) {
        this.contacts = contacts;
        this.deIdentifications = deIdentifications;
        this.clock = clock;
    }

    @Scheduled(cron = "0 41 2 * * *", zone = Day.ZONE_NAME)
    void bringUp() {
        contacts.withHoldDueOn(LocalDate.now(clock)).forEach(this::bringUp);
    }

    private void bringUp(UUID record) {
        try {
            deIdentifications.begin(
                    record,
                    Fact.SYSTEM,
                    "The day has come on which what a ground keeps of this record is looked at again.");
        } catch (RuntimeException busy) {
            LOG.warn(
                    "A record of which a hold is due comes up tomorrow: {}",
                    busy.getClass().getSimpleName());
        }
    }
}
