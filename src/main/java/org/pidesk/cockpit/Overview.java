package org.pidesk.cockpit;

import java.time.LocalDate;
import java.util.List;

/**
 * How an organisation stands.
 *
 * @param all its cases together, under its name
 * @param kinds the same by type of request
 * @param systems where cases wait for an answer
 * @param weeks the last ones, the oldest first
 */
record Overview(LocalDate today, Kind all, List<Kind> kinds, List<Silent> systems, List<Week> weeks) {

    /**
     * @param of a type of request; empty for all
     * @param dueSoon due within seven days
     * @param atRisk four fifths of the time are gone, and the last day is not over
     * @param breached open, and the last day is over
     * @param answered within the last ninety days
     * @param onTime of them on their last day at the latest
     */
    record Kind(String of, String name, long open, long dueSoon, long atRisk, long breached, long answered, long onTime)
            implements Counted {
        static Kind sum(String of, String name, List<Kind> parts) {
            return parts.stream().reduce(new Kind(of, name, 0, 0, 0, 0, 0, 0), (one, other) -> one.and(other));
        }

        private Kind and(Kind other) {
            return new Kind(
                    of,
                    name,
                    open + other.open,
                    dueSoon + other.dueSoon,
                    atRisk + other.atRisk,
                    breached + other.breached,
                    answered + other.answered,
                    onTime + other.onTime);
        }
    }

    /**
     * @param of the system
     * @param open cases in which it was asked and has not answered
     */
    record Silent(String of, String name, long open, long dueSoon, long atRisk, long breached) implements Counted {}

    /** @param from its Monday */
    record Week(LocalDate from, long answered, long late) {}
}
