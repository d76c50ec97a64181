package org.pidesk.kernel;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/**
 * Days: where they begin, and as people type them. The calendar has more than anybody can mean here, and than the
 * database can keep.
 */
public final class Day {
    /** {@link #ZONE}, for annotations. */
    public static final String ZONE_NAME = "Africa/Johannesburg";

    /** South Africa's time, wherever the server stands: the law's days are reckoned in it. */
    public static final ZoneId ZONE = ZoneId.of(ZONE_NAME);

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private Day() {}

    /**
     * @param typed like {@code 2027-03-31}
     * @throws DateTimeParseException where it is no day, or one of another time than ours
     */
    public static LocalDate read(String typed) {
        var day = LocalDate.parse(typed);
        if (!isOfOurTime(day)) {
            throw new DateTimeParseException("the year is not between " + FIRST_YEAR + " and " + LAST_YEAR, "a day", 0);
        }
        return day;
    }

    /** Whether it lies between 1900 and 2200. */
    public static boolean isOfOurTime(LocalDate day) {
        return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }
}
