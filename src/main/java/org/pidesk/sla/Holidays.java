package org.pidesk.sla;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * South Africa's public holidays (Public Holidays Act 36 of 1994, Schedule 1 and section 2).
 *
 * @param declared days that the President declared (section 2A), each with its name
 */
@ConfigurationProperties("pidesk.holidays")
record Holidays(@DefaultValue Map<LocalDate, String> declared) {
    private static final Map<MonthDay, String> FIXED = Map.ofEntries(
            Map.entry(MonthDay.of(1, 1), "New Year's Day"),
            Map.entry(MonthDay.of(3, 21), "Human Rights Day"),
            Map.entry(MonthDay.of(4, 27), "Freedom Day"),
            Map.entry(MonthDay.of(5, 1), "Workers' Day"),
            Map.entry(MonthDay.of(6, 16), "Youth Day"),
            Map.entry(MonthDay.of(8, 9), "National Women's Day"),
            Map.entry(MonthDay.of(9, 24), "Heritage Day"),
            Map.entry(MonthDay.of(12, 16), "Day of Reconciliation"),
            Map.entry(MonthDay.of(12, 25), "Christmas Day"),
            Map.entry(MonthDay.of(12, 26), "Day of Goodwill"));

    /** The name of the holiday on a day; empty when it is none. */
    Optional<String> on(LocalDate day) {
        return Optional.ofNullable(of(day.getYear()).get(day));
    }

    private Map<LocalDate, String> of(int year) {
        var days = new TreeMap<LocalDate, String>();
        FIXED.forEach((day, name) -> days.put(day.atYear(year), name));
        days.put(easterSunday(year).minusDays(2), "Good Friday");
        days.put(easterSunday(year).plusDays(1), "Family Day");
        FIXED.forEach((day, name) -> {
            if (day.atYear(year).getDayOfWeek() == DayOfWeek.SUNDAY) {
                days.putIfAbsent(day.atYear(year).plusDays(1), name + " (observed)");
            }
        });
        declared.forEach(days::putIfAbsent);
        return days;
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
