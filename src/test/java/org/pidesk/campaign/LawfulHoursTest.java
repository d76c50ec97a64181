package org.pidesk.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.PiDeskTest;
import org.springframework.beans.factory.annotation.Autowired;

/** When nobody may be approached, whatever a campaign wants. */
@PiDeskTest
class LawfulHoursTest {
    private static final ZoneId HERE = ZoneId.of("Africa/Johannesburg");

    @Autowired
    LawfulHours hours;

    @ParameterizedTest
    @CsvSource({
        // a Monday
        "2026-11-23T07:59:59, 2026-11-23T08:00",
        "2026-11-23T08:00, 2026-11-23T08:00",
        "2026-11-23T19:59:59, 2026-11-23T19:59:59",
        "2026-11-23T20:00, 2026-11-24T08:00",
        // from Friday night over a Saturday and a Sunday
        "2026-11-27T20:00, 2026-11-28T09:00",
        "2026-11-28T08:30, 2026-11-28T09:00",
        "2026-11-28T12:59, 2026-11-28T12:59",
        "2026-11-28T13:00, 2026-11-30T08:00",
        "2026-11-29T10:00, 2026-11-30T08:00",
        // the Day of Reconciliation is a Wednesday
        "2026-12-15T20:00, 2026-12-17T08:00",
        "2026-12-16T10:00, 2026-12-17T08:00",
        // Christmas, a Friday; the Day of Goodwill, a Saturday; a Sunday
        "2026-12-24T20:00, 2026-12-28T08:00",
    })
    void beginAgainAt(LocalDateTime asked, LocalDateTime lawful) {
        assertThat(hours.from(asked.atZone(HERE).toInstant()))
                .isEqualTo(lawful.atZone(HERE).toInstant());
        assertThat(hours.include(asked.atZone(HERE).toInstant())).isEqualTo(asked.equals(lawful));
    }
}
