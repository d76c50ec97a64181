package org.pidesk.request;

import java.time.Instant;
import java.time.LocalDate;
import org.pidesk.kernel.Reference;

/**
 * An open look-up as staff see it in a list: nothing of whom it is for.
 *
 * @param asked how many systems are asked; 0 while it waits for its turn
 * @param answered how many of them have answered
 * @param written whether the answer is on its way
 */
public record OpenLookUp(
        Reference reference, Instant receivedAt, LocalDate due, int asked, int answered, boolean written) {}
