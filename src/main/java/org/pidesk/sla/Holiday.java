package org.pidesk.sla;

import java.time.LocalDate;

/**
 * A public holiday.
 *
 * @param declared whether the President declared it (section 2A); otherwise the Act itself makes it one
 * @param gazette the number of the Government Gazette that declared it; null where none is recorded
 */
public record Holiday(LocalDate day, String name, boolean declared, String gazette) {}
