package org.pidesk.request;

import java.time.LocalDate;
import java.util.List;

/**
 * What the written confirmation says.
 *
 * @param recordHeld whether we had a record at all
 * @param kept what stays and why, in words for the person
 * @param systems a line for each system, with what it answered
 * @param evidenceUntil until when sealed evidence remains
 */
record Report(boolean recordHeld, List<String> kept, List<String> systems, LocalDate evidenceUntil) {

    List<String> done() {
        return recordHeld
                ? List.of(
                        "Your record and your enquiries with us were de-identified.",
                        "Your address stands on a list of addresses that we never write to again.")
                : List.of(
                        "We held no record with your address.",
                        "Your address stands on a list of addresses that we never write to again.");
    }
}
