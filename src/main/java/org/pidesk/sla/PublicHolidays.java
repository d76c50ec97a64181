package org.pidesk.sla;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * South Africa's public holidays: the twelve of Schedule 1 to the Public Holidays Act 36 of 1994, the Mondays of its
 * section 2(1), and the days that the President declared (section 2A).
 */
record PublicHolidays(Map<LocalDate, Holiday> declared) {
    private static final Map<MonthDay, String> FIXED = Map.ofEntries(
            Map.entry(MonthDay.of(1, 1), "New Year’s Day"),
            Map.entry(MonthDay.of(3, 21), "Human Rights Day"),
            Map.entry(MonthDay.of(4, 27), "Freedom Day"),
            Map.entry(MonthDay.of(5, 1), "Workers’ Day"),
            Map.entry(MonthDay.of(6, 16), "Youth Day"),
            Map.entry(MonthDay.of(8, 9), "National Women’s Day"),
            Map.entry(MonthDay.of(9, 24), "Heritage Day"),
            Map.entry(MonthDay.of(12, 16), "the Day of Reconciliation"),
            Map.entry(MonthDay.of(12, 25), "Christmas Day"),
            Map.entry(MonthDay.of(12, 26), "the Day of Goodwill"));

    Optional<Holiday> on(LocalDate day) {
        return Optional.ofNullable(byLaw(day.getYear()).get(day)).or(() -> Optional.ofNullable(declared.get(day)));
    }

    boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY && on(day).isEmpty();
    }

    /**
     * The holidays that the Act itself makes in a year. One on a Sunday makes the Monday after it a holiday too; where
     * that Monday is one already (Christmas on a Sunday), no Tuesday follows by itself.
     */
    static SortedMap<LocalDate, Holiday> byLaw(int year) {
        var days = new TreeMap<LocalDate, Holiday>();
        FIXED.forEach((day, name) -> add(days, day.atYear(year), name));
        add(days, easterSunday(year).minusDays(2), "Good Friday");
        add(days, easterSunday(year).plusDays(1), "Family Day");
        FIXED.forEach((fixed, name) -> {
            var day = fixed.atYear(year);
            if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                add(days, day.plusDays(1), "a holiday, because " + name + " falls on the Sunday before it");
            }
        });
        return days;
    }

    private static void add(Map<LocalDate, Holiday> days, LocalDate day, String name) {
        days.putIfAbsent(day, new Holiday(day, name, false, null));
    }

    /** The Gregorian computus in the form of Meeus, Jones and Butcher. */
    static LocalDate easterSunday(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return LocalDate.of(year, n / 31, n % 31 + 1);
    }
}
