package org.pidesk.sla;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.pidesk.kernel.Day;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * Reckons last days, in South African dates. Two ways of counting that are never mixed: the law's calendar days, and
 * our own working days.
 */
@Service
public class Deadlines {
    /** Regulation 3 as amended on 17 April 2025, counted from receipt. */
    static final int DAYS_TO_ANSWER = 30;

    private final Supplier<PublicHolidays> holidays;

    @Autowired
    Deadlines(Holidays holidays) {
        this(holidays::known);
    }

    Deadlines(Supplier<PublicHolidays> holidays) {
        this.holidays = holidays;
    }

    /** The day on which something happened, as the law sees it. */
    public static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, Day.ZONE);
    }

    /**
     * The last day for the written answer: thirty calendar days, the first excluded and the last included, unless the
     * last is a Sunday or a public holiday (Interpretation Act 33 of 1957, section 4). A Saturday stands.
     */
    public Deadline answerTo(LocalDate received) {
        return reckon(received, DAYS_TO_ANSWER, DAYS_TO_ANSWER + " calendar days");
    }

    /** The last day once the time was extended by so many days. The law adds days to the period, not to the last day. */
    public Deadline extendedAnswerTo(LocalDate received, int more) {
        var days = DAYS_TO_ANSWER + more;
        return reckon(
                received, days, "%d calendar days, extended by %d: %d days".formatted(DAYS_TO_ANSWER, more, days));
    }

    private Deadline reckon(LocalDate received, int days, String period) {
        var known = holidays.get();
        var because = new ArrayList<String>();
        because.add("Received on %s; that day is not counted.".formatted(DayWords.of(received)));
        var last = received.plusDays(days);
        because.add("%s end on %s.".formatted(period, DayWords.of(last)));
        while (isExcluded(last, known, because)) {
            last = last.plusDays(1);
        }
        because.add("So the last day is %s.".formatted(DayWords.of(last)));
        return new Deadline(last, List.copyOf(because));
    }

    private static boolean isExcluded(LocalDate last, PublicHolidays known, List<String> because) {
        var holiday = known.on(last);
        if (holiday.isPresent()) {
            because.add("%s is %s, and a public holiday does not count as the last day (Interpretation Act, section 4)."
                    .formatted(DayWords.of(last), words(holiday.get())));
        } else if (last.getDayOfWeek() == DayOfWeek.SUNDAY) {
            because.add("A Sunday does not count as the last day (Interpretation Act, section 4).");
        } else if (last.getDayOfWeek() == DayOfWeek.SATURDAY) {
            because.add("A Saturday does count.");
        }
        return holiday.isPresent() || last.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static String words(Holiday holiday) {
        return holiday.gazette() == null
                ? holiday.name()
                : "%s (Government Gazette %s)".formatted(holiday.name(), holiday.gazette());
    }

    /** A day that lies so many working days later: Monday to Friday without public holidays. Our own practice. */
    public LocalDate workingDaysAfter(LocalDate day, int count) {
        return workingDaysAfter(day, count, resting -> false);
    }

    /** The same, where days on which the work rests are not counted either. */
    public LocalDate workingDaysAfter(LocalDate day, int count, Predicate<LocalDate> rests) {
        var known = holidays.get();
        var reached = day;
        for (int left = count; left > 0; ) {
            reached = reached.plusDays(1);
            if (known.isWorkingDay(reached) && !rests.test(reached)) {
                left--;
            }
        }
        return reached;
    }

    /** The last working day that is not after this day: by when we mean to be ready for it. */
    public LocalDate workingDayUntil(LocalDate day) {
        var known = holidays.get();
        var reached = day;
        while (!known.isWorkingDay(reached)) {
            reached = reached.minusDays(1);
        }
        return reached;
    }
}
