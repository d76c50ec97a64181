package org.pidesk.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every day of eleven years against a slow reckoning that shares nothing with ours: it walks day by day through a
 * calendar, takes Easter from an almanac, and lists the holidays as one reads them off a wall.
 */
class EveryDayTest {
    private static final ZoneId SOUTH_AFRICA = ZoneId.of("Africa/Johannesburg");

    /** Easter Sundays, day and month, from an almanac. */
    private static final Map<Integer, String> EASTER = Map.ofEntries(
            Map.entry(2024, "31-3"),
            Map.entry(2025, "20-4"),
            Map.entry(2026, "5-4"),
            Map.entry(2027, "28-3"),
            Map.entry(2028, "16-4"),
            Map.entry(2029, "1-4"),
            Map.entry(2030, "21-4"),
            Map.entry(2031, "13-4"),
            Map.entry(2032, "28-3"),
            Map.entry(2033, "17-4"),
            Map.entry(2034, "9-4"),
            Map.entry(2035, "25-3"));

    private static final String[] EVERY_YEAR = {
        "1-1", "21-3", "27-4", "1-5", "16-6", "9-8", "24-9", "16-12", "25-12", "26-12"
    };

    private static final String ELECTIONS = "29-5-2024";

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void whereWeWere() {
        TimeZone.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Africa/Johannesburg",
                "Pacific/Kiritimati",
                "Pacific/Pago_Pago",
                "America/New_York",
                "Asia/Kolkata"
            })
    void isReckonedAlikeFrom2024To2034WhereverTheServerStands(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        var elections = LocalDate.of(2024, 5, 29);
        var declared = new HashMap<LocalDate, Holiday>();
        declared.put(elections, new Holiday(elections, "the elections", true, null));
        var deadlines = new Deadlines(() -> new PublicHolidays(declared));
        var wall = wall();
        var days = 0;

        for (var day = LocalDate.of(2024, 1, 1); day.getYear() < 2035; day = day.plusDays(1), days++) {
            for (var time : new LocalTime[] {LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59)}) {
                var received =
                        Deadlines.dayOf(day.atTime(time).atZone(SOUTH_AFRICA).toInstant());
                assertThat(written(deadlines.answerTo(received).date()))
                        .as("received %s", day)
                        .isEqualTo(slowly(day, wall, 30));
            }
            assertThat(written(deadlines.extendedAnswerTo(day, 30).date())).isEqualTo(slowly(day, wall, 60));
            assertThat(written(deadlines.workingDaysAfter(day, 5))).isEqualTo(workingDays(day, wall, 5));
        }
        assertThat(days).isEqualTo(4018);
    }

    private static String slowly(LocalDate received, Set<String> wall, int days) {
        var day = at(received);
        for (int counted = 0; counted < days; counted++) {
            day.add(Calendar.DAY_OF_MONTH, 1);
        }
        while (day.get(Calendar.DAY_OF_WEEK) == Calendar.SUNDAY || wall.contains(written(day))) {
            day.add(Calendar.DAY_OF_MONTH, 1);
        }
        return written(day);
    }

    private static String workingDays(LocalDate from, Set<String> wall, int days) {
        var day = at(from);
        for (int counted = 0; counted < days; ) {
            day.add(Calendar.DAY_OF_MONTH, 1);
            switch (day.get(Calendar.DAY_OF_WEEK)) {
                case Calendar.SATURDAY, Calendar.SUNDAY -> {}
                default -> counted += wall.contains(written(day)) ? 0 : 1;
            }
        }
        return written(day);
    }

    private static Set<String> wall() {
        var wall = new TreeSet<String>();
        wall.add(ELECTIONS);
        for (int year = 2024; year <= 2035; year++) {
            for (var holiday : EVERY_YEAR) {
                var day = parsed(holiday, year);
                wall.add(written(day));
                if (day.get(Calendar.DAY_OF_WEEK) == Calendar.SUNDAY) {
                    day.add(Calendar.DAY_OF_MONTH, 1);
                    wall.add(written(day));
                }
            }
            var easter = parsed(EASTER.get(year), year);
            easter.add(Calendar.DAY_OF_MONTH, -2);
            wall.add(written(easter));
            easter.add(Calendar.DAY_OF_MONTH, 3);
            wall.add(written(easter));
        }
        return wall;
    }

    private static Calendar parsed(String dayAndMonth, int year) {
        var parts = dayAndMonth.split("-");
        return at(LocalDate.of(year, Integer.parseInt(parts[1]), Integer.parseInt(parts[0])));
    }

    /** Noon in a zone without summer time, so that no day is skipped. */
    private static Calendar at(LocalDate day) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        calendar.clear();
        calendar.set(day.getYear(), day.getMonthValue() - 1, day.getDayOfMonth(), 12, 0);
        return calendar;
    }

    private static String written(Calendar day) {
        return day.get(Calendar.DAY_OF_MONTH) + "-" + (day.get(Calendar.MONTH) + 1) + "-" + day.get(Calendar.YEAR);
    }

    private static String written(LocalDate day) {
        return day.getDayOfMonth() + "-" + day.getMonthValue() + "-" + day.getYear();
    }
}
