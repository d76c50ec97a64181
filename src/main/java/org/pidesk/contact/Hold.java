package org.pidesk.contact;

import java.time.LocalDate;

/**
 * A part of a record that another ground keeps.
 *
 * @param item one of {@link Items}
 * @param ground the code of the ground
 * @param until the day on which the ground ends; null when it is not known yet
 */
public record Hold(String item, String ground, LocalDate until) {}
