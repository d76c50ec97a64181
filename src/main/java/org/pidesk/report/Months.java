package org.pidesk.report;

import java.time.Month;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** The months that a report is about, the first and the last included. */
record Months(YearMonth from, YearMonth to) {
    static final int MOST = 36;

    private static final int USUALLY = 12;
    private static final Month NEW_YEAR = Month.APRIL;

    /** A report of these months cannot be made; the message is for the reader. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    Months {
        if (from.isAfter(to)) {
            throw new Refused("The first month lies after the last one.");
        }
        if (from.until(to, ChronoUnit.MONTHS) >= MOST) {
            throw new Refused("Ask for " + MOST + " months at the most.");
        }
    }

    /** What is shown to who asks for nothing in particular: a year that ends with this month. */
    static Months until(YearMonth now) {
        return new Months(now.minusMonths(USUALLY - 1L), now);
    }

    static Months read(String from, String to) {
        try {
            return new Months(month(from), month(to));
        } catch (DateTimeParseException noMonth) {
            throw new Refused("Give a month as year and month, like 2026-11.");
        }
    }

    private static YearMonth month(String typed) {
        var month = YearMonth.parse(typed.strip());
        if (!ActivityForm.isOfOurTime(month.getYear())) {
            throw new Refused(ActivityForm.YEARS);
        }
        return month;
    }

    /** The year of the Promotion of Access to Information Act that begins in this one: 1 April to 31 March. */
    static Months yearFrom(int year) {
        return new Months(
                YearMonth.of(year, NEW_YEAR), YearMonth.of(year + 1, NEW_YEAR).minusMonths(1));
    }

    /** In which year a year of that Act began. */
    static int yearOf(YearMonth month) {
        return month.getMonth().compareTo(NEW_YEAR) < 0 ? month.getYear() - 1 : month.getYear();
    }

    List<YearMonth> each() {
        return Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1))
                .toList();
    }

    String words() {
        return from.equals(to) ? Kind.MONTH.words(from) : Kind.MONTH.words(from) + " to " + Kind.MONTH.words(to);
    }

    /** For the name of a file. */
    String code() {
        return from.equals(to) ? from.toString() : from + "-to-" + to;
    }
}
