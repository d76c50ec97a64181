package org.pidesk.request;

import java.time.LocalDate;
import java.util.List;

/**
 * What a person who has proven an address learns about it, masked.
 *
 * @param records the records that carry the address
 * @param open the person's request that is still open; null when there is none
 * @param blackListed whether a black list stops everything to this address but answers to the person's own request
 * @param evidenceUntil until when sealed evidence of an earlier request remains; null when there is none
 */
public record Held(List<Row> records, CaseView open, boolean blackListed, LocalDate evidenceUntil) {

    /**
     * One record.
     *
     * @param leads how many enquiries belong to it
     * @param source where it came from (section 18(1)(a))
     */
    public record Row(
            String firstName,
            String lastName,
            String email,
            String mobile,
            int leads,
            String source,
            boolean consentToProcess,
            boolean consentToMarket,
            boolean restricted) {}

    public boolean nothing() {
        return records.isEmpty();
    }
}
