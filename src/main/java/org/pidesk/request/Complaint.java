package org.pidesk.request;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A complaint to the Information Regulator about a case.
 *
 * @param number the Regulator's own reference
 */
public record Complaint(String number, LocalDate lodged, String notedBy, Instant notedAt) {}
