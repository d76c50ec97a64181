package org.pidesk.contact;

import java.time.LocalDate;

/**
 * A part of a record that another ground keeps.
 *
 * @param item one of {@link Items}
 * @param ground the code of the ground
 * @param until the day on which the ground ends; null when it is not known yet
 * @param decidedOn the day on which that was decided; null for today
 */
public record Hold(String item, String ground, LocalDate until, LocalDate decidedOn) {
    /** Nothing stays because nobody asks: the day on which it is looked at again (section 14(4)). */
    public LocalDate lookedAtAgainOn() {
        return until == null ? decidedOn.plusYears(1) : until;
    }
}
