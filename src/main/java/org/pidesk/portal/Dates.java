package org.pidesk.portal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.pidesk.kernel.Day;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says days and moments in South African time, in words: {@code 21 December 2026 (in 30 days)}. */
@Component
class Dates {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final MessageSource words;
    private final Clock clock;

    Dates(MessageSource words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    String day(LocalDate day) {
        return DAY.format(day);
    }

    String dayAndDistance(LocalDate day) {
        return say("portal.date.with-distance", DAY.format(day), distance(day));
    }

    boolean isOver(LocalDate day) {
        return day.isBefore(LocalDate.ofInstant(clock.instant(), Day.ZONE));
    }

    String moment(Instant moment) {
        var there = moment.atZone(Day.ZONE);
        return say("portal.date.moment", DAY.format(there), TIME.format(there));
    }

    String momentAndDistance(Instant moment) {
        return say(
                "portal.date.with-distance",
                moment(moment),
                distance(moment.atZone(Day.ZONE).toLocalDate()));
    }

    /** In whole hours or days, whichever is exact. */
    String length(Duration length) {
        return length.toHours() % 24 == 0 && length.toDays() > 1
                ? say("portal.date.days", length.toDays())
                : say("portal.date.hours", length.toHours());
    }

    private String distance(LocalDate day) {
        var days = ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), Day.ZONE), day);
        if (days == 0) {
            return say("portal.date.today");
        }
        if (Math.abs(days) == 1) {
            return say(days > 0 ? "portal.date.tomorrow" : "portal.date.yesterday");
        }
        return say(days > 0 ? "portal.date.in-days" : "portal.date.days-ago", Math.abs(days));
    }

    private String say(String key, Object... arguments) {
        return words.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }
}
