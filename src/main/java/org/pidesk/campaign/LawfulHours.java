package org.pidesk.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.pidesk.kernel.Day;
import org.pidesk.sla.Holidays;
import org.springframework.stereotype.Component;

/**
 * When consumers may be approached (Consumer Protection Act 68 of 2008, section 12, and its notice on contact times): not
 * on Sundays and public holidays, on Saturdays from nine to one o'clock, on other days from eight to eight.
 */
@Component
class LawfulHours {
    private static final Hours WEEKDAY = new Hours(LocalTime.of(8, 0), LocalTime.of(20, 0));
    private static final Hours SATURDAY = new Hours(LocalTime.of(9, 0), LocalTime.of(13, 0));
    /** There are never so many holidays in a row. */
    private static final int FAR_ENOUGH = 30;

    private final Holidays holidays;

    LawfulHours(Holidays holidays) {
        this.holidays = holidays;
    }

    private record Hours(LocalTime from, LocalTime until) {
        boolean hold(LocalTime time) {
            return !time.isBefore(from) && time.isBefore(until);
        }
    }

    boolean include(Instant moment) {
        var there = moment.atZone(Day.ZONE);
        return of(there.toLocalDate())
                .filter(hours -> hours.hold(there.toLocalTime()))
                .isPresent();
    }

    /** This moment if it is lawful; otherwise the first one after it that is. */
    Instant from(Instant moment) {
        if (include(moment)) {
            return moment;
        }
        var day = moment.atZone(Day.ZONE).toLocalDate();
        for (int i = 0; i < FAR_ENOUGH; i++) {
            var ahead = of(day.plusDays(i));
            if (ahead.isPresent()) {
                var opens = day.plusDays(i)
                        .atTime(ahead.get().from())
                        .atZone(Day.ZONE)
                        .toInstant();
                if (opens.isAfter(moment)) {
                    return opens;
                }
            }
        }
        throw new IllegalStateException("thirty days without a lawful hour");
    }

    private Optional<Hours> of(LocalDate day) {
        if (holidays.isHoliday(day)) {
            return Optional.empty();
        }
        return switch (day.getDayOfWeek()) {
            case SUNDAY -> Optional.empty();
            case SATURDAY -> Optional.of(SATURDAY);
            default -> Optional.of(WEEKDAY);
        };
    }
}
