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

    /** Read after what stays, which may be an enquiry: that one is neither de-identified nor closed. */
    List<String> done() {
        if (!recordHeld) {
            return List.of(
                    "We held no record with your address.",
                    "Your address stands on a black list. We write to it only to answer a request of your own.");
        }
        return List.of(
                kept.isEmpty()
                        ? "Your record and your enquiries with us were de-identified; open enquiries were closed."
                        : "Everything else in your record was de-identified; open enquiries among it were closed.",
                "The addresses that we knew of you stand on black lists, kept apart from each other. We write to them"
                        + " only to answer a request of your own.");
    }
}
