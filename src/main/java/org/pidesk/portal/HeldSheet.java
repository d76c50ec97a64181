package org.pidesk.portal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is held, in words: the page, the document and the mail all show this. As JSON its names are a promise, which
 * {@code docs/your-information.md} explains.
 *
 * @param address the proven address, masked
 * @param evidenceUntil until when sealed proof of an earlier request remains; null when there is none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record HeldSheet(
        String format,
        Holder organisation,
        String address,
        Instant asOf,
        boolean blackListed,
        LocalDate evidenceUntil,
        List<Part> records,
        List<Party> access,
        List<String> rights) {
    static final String FORMAT = "pi-desk/held/1";

    /** The responsible party, and how to reach it. */
    record Holder(
            String name, String address, String email, String phone, String whatsapp, String informationOfficer) {}

    /**
     * One record.
     *
     * @param otherAddress masked; null when there is none to prove
     * @param oneHand whether both addresses together open it only once staff have seen who proved both
     * @param leaving whether the person's request to have it removed is open
     * @param kept why it stays, a sentence each; empty while it is masked
     */
    record Part(
            boolean inClear,
            @JsonIgnore String otherAddress,
            @JsonIgnore boolean oneHand,
            boolean restricted,
            @JsonIgnore boolean leaving,
            List<String> kept,
            List<Field> fields,
            List<Enquiry> enquiries,
            List<Use> purposes,
            List<Marketing> marketing) {}

    /**
     * One field.
     *
     * @param value a text, a number or a yes or no; null when nothing is held
     * @param contested whether its accuracy is in question, so that it is only stored
     * @param statement what stands beside it because a correction was asked for and not made; null for nothing
     * @param text the value in words; never null
     */
    record Field(
            String name,
            String label,
            String meaning,
            Object value,
            boolean contested,
            String statement,
            @JsonIgnore String text) {}

    record Enquiry(
            String number,
            String about,
            String words,
            String state,
            LocalDate since,
            @JsonIgnore String text) {}

    /**
     * @param ground one of section 11(1), as a name
     * @param law which law asks for it; null where none does
     * @param text the ground in words
     */
    record Use(
            String purpose,
            String ground,
            String section,
            String law,
            @JsonIgnore String text) {}

    /**
     * What was said to marketing by one channel.
     *
     * @param channel {@code EMAIL} or {@code SMS}
     * @param interest in words; null for all marketing
     * @param ground {@code CONSENT}, or {@code CUSTOMER} where nobody said yes (section 69(3))
     * @param text all of it in words
     */
    record Marketing(
            String channel,
            String interest,
            boolean given,
            String ground,
            LocalDate since,
            @JsonIgnore String text) {}

    /**
     * Who has or had access.
     *
     * @param kind {@code dms}, {@code operator} or {@code category}
     * @param current whether it still has
     */
    record Party(String name, String kind, String holds, String region, boolean current) {}

    public boolean nothing() {
        return records.isEmpty();
    }
}
