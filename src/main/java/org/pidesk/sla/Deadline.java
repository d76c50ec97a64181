package org.pidesk.sla;

import java.time.LocalDate;
import java.util.List;

/**
 * The last day for an answer, and why it is that one.
 *
 * @param because the arithmetic, one sentence for each step, as a person reads it
 */
public record Deadline(LocalDate date, List<String> because) {}
