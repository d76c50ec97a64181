package org.pidesk.sla;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says a day as a person does: {@code Sunday 5 April 2026}. */
final class DayWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);

    private DayWords() {}

    static String of(LocalDate day) {
        return DAY.format(day);
    }
}
