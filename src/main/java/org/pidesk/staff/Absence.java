package org.pidesk.staff;

import java.time.LocalDate;

/**
 * Somebody is away, and a colleague does their tasks.
 *
 * @param begun whether their tasks were passed on
 */
public record Absence(String absent, String substitute, LocalDate from, LocalDate until, boolean begun) {
    boolean isOn(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }
}
