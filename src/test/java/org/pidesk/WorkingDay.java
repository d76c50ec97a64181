package org.pidesk;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** Days to come on which people work, whenever the tests run. */
public final class WorkingDay {
    private WorkingDay() {}

    /** One in the first half of a February, where no holiday ever is. */
    public static LocalDate nextYear(LocalDate today) {
        return today.plusYears(1).withMonth(2).withDayOfMonth(2).with(TemporalAdjusters.nextOrSame(DayOfWeek.TUESDAY));
    }
}
