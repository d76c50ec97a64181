package org.pidesk.sla;

import java.time.LocalDate;
import java.util.List;

/**
 * The last day for an answer, and why it is that one.
 *
 * @param because one sentence for each step of the reckoning
 */
public record Deadline(LocalDate date, List<String> because) {}
