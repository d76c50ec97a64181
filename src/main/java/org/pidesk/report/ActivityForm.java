package org.pidesk.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * What was typed into the forms of the Activity report and the diary, and a sentence for each field that cannot be used.
 * What was typed stays as it was typed.
 */
final class ActivityForm {
    static final int DAYS = 366;

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;
    static final String YEARS = "Choose a year between " + FIRST_YEAR + " and " + LAST_YEAR + ".";

    private final Map<String, String> wrong = new HashMap<>();

    /** From the name of a field to what is wrong with it. */
    Map<String, String> wrong() {
        return Map.copyOf(wrong);
    }

    boolean isUsable() {
        return wrong.isEmpty();
    }

    void refuse(String field, String why) {
        wrong.putIfAbsent(field, why);
    }

    /** @return null when it is none */
    LocalDate day(String field, String typed) {
        if (typed.isBlank()) {
            refuse(field, field.equals("from") ? "Say from which day on." : "Say up to which day.");
            return null;
        }
        try {
            var day = LocalDate.parse(typed.strip());
            mustBeOfOurTime(field, day.getYear());
            return day;
        } catch (DateTimeParseException noDay) {
            refuse(field, "There is no such day. Write year, month and day, like 2026-12-31.");
            return null;
        }
    }

    /** @return null when it is none */
    YearMonth month(String typed) {
        try {
            var month = YearMonth.parse(typed.strip());
            mustBeOfOurTime("month", month.getYear());
            return month;
        } catch (DateTimeParseException noMonth) {
            refuse("month", "There is no such month. Write year and month, like 2026-12.");
            return null;
        }
    }

    static boolean isOfOurTime(int year) {
        return year >= FIRST_YEAR && year <= LAST_YEAR;
    }

    private void mustBeOfOurTime(String field, int year) {
        if (!isOfOurTime(year)) {
            refuse(field, YEARS);
        }
    }

    void mustFollow(LocalDate from, LocalDate to) {
        if (from == null || to == null) {
            return;
        }
        if (to.isBefore(from)) {
            refuse("to", "The last day is before the first one.");
        } else if (ChronoUnit.DAYS.between(from, to) >= DAYS) {
            refuse("to", "That is more than a year. Ask for " + DAYS + " days at most.");
        }
    }
}
