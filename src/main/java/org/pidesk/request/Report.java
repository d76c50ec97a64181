package org.pidesk.request;

import java.time.LocalDate;
import java.util.List;

/**
 * What the written confirmation says.
 *
 * @param done what we did ourselves, in words for the person
 * @param kept what stays and why, in words for the person
 * @param systems a line for each system, with what it answered
 * @param notTold a line for each system that was left out because it was suspended
 * @param unanswered whether a system never answered
 * @param evidenceUntil until when sealed evidence remains
 */
record Report(
        List<String> done,
        List<String> kept,
        List<String> systems,
        List<String> notTold,
        boolean unanswered,
        LocalDate evidenceUntil) {}
