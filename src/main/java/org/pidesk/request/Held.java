package org.pidesk.request;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.pidesk.contact.Field;
import org.pidesk.contact.Lead;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.Reference;
import org.pidesk.organisation.Purpose;

/**
 * What a person who has proven an address learns about it (section 23): masked, unless the record is surely the
 * person's own.
 *
 * @param records the records that carry the address
 * @param open the person's requests that are still open, the newest first
 * @param removal the one that removes all of these records and was asked from this address; null while none does. One that
 *     was asked from another is open, too, where it had this address warned
 * @param blackListed whether a black list stops everything to this address but answers to the person's own request
 * @param evidenceUntil until when sealed evidence of an earlier request remains; null when there is none
 * @param systems who else has or had access (section 23(1)(b)), the DMS first
 */
public record Held(
        List<Row> records,
        List<CaseView> open,
        Reference removal,
        boolean blackListed,
        LocalDate evidenceUntil,
        List<ThirdParty> systems) {

    /**
     * One record. What is masked ends in three asterisks at least; null is what is not held.
     *
     * @param pseudonym the record's name in the activity log; not for the person
     * @param company whether it is a company’s: its first name is its registered name, and it has no last name
     * @param clear whether it is shown as it is held, but for the identity number
     * @param otherAddress the address of the record that is not proven yet, masked; null when there is none
     * @param oneHand whether its two addresses prove no more than one, until staff have seen who has proven both
     * @param number the customer number
     * @param leads how many enquiries belong to it
     * @param enquiries what they say; empty while masked
     * @param source where it came from (section 18(1)(a))
     * @param leaving whether the person's request to have it removed is open
     * @param kept because of what it stays, each with its law and how long; empty while masked
     * @param purposes what it is used for now
     * @param marketing what was said to marketing, by which channel and of what; what is not there was never asked
     * @param contested the fields whose accuracy is in question
     * @param statements what stands beside a field because a correction was not made; masked as the field is
     */
    public record Row(
            UUID pseudonym,
            boolean company,
            boolean clear,
            String otherAddress,
            boolean oneHand,
            String number,
            String firstName,
            String lastName,
            String email,
            String mobile,
            String idNumber,
            String notes,
            int leads,
            List<Enquiry> enquiries,
            String source,
            boolean consentToProcess,
            boolean consentToMarket,
            boolean restricted,
            boolean leaving,
            List<String> kept,
            List<Purpose> purposes,
            List<Marketing> marketing,
            Set<Field> contested,
            Map<Field, String> statements) {

        /** What the person sees of a field: a mask, unless the record is in clear; null when nothing stands there. */
        public String shown(Field field) {
            return switch (field) {
                case NAME -> firstName;
                case SURNAME -> lastName;
                case EMAIL -> email;
                case MOBILE -> mobile;
                case CONSENT_TO_PROCESS -> consentToProcess ? Field.YES : Field.NO;
                case CONSENT_TO_MARKET -> consentToMarket ? Field.YES : Field.NO;
            };
        }

        /** The same, as people write it. */
        public String written(Field field) {
            return clear ? field.written(shown(field)) : shown(field);
        }

        /**
         * Whether the person sees it say this already. Who never said yes to marketing may still object to it (sections
         * 11(3)(b) and 69(3)(c)): that is said already only where a no to all of it stands for every channel.
         */
        boolean says(Field field, String value) {
            return value.equals(shown(field))
                    && (field != Field.CONSENT_TO_MARKET || consentToMarket || hasObjectedToAll());
        }

        private boolean hasObjectedToAll() {
            return marketing.stream().noneMatch(Marketing::given)
                    && Stream.of(Channel.values())
                            .allMatch(channel -> marketing.stream()
                                    .anyMatch(said -> said.interest() == null && said.channel() == channel));
        }
    }

    /**
     * Something that the person once asked about.
     *
     * @param words the person's own words
     * @param since null when it is not known
     */
    public record Enquiry(String number, String interest, String words, Lead.Status state, LocalDate since) {}

    /**
     * What was said to marketing.
     *
     * @param interest its name, or a mask; null for all marketing
     * @param asCustomer whether nobody said yes: similar products are told of to a customer who did not object
     */
    public record Marketing(Channel channel, String interest, boolean given, boolean asCustomer, LocalDate since) {}

    /**
     * A system that has the organisation's information, or had it.
     *
     * @param dms whether it is the organisation's own management system
     * @param region where it keeps it; null when that is not known
     * @param active false when it works for the organisation no more
     */
    public record ThirdParty(String name, boolean dms, String holds, String region, boolean active) {}

    /** Whether the person is taking back consent to process: it counts from the moment they said so. */
    public boolean isWithdrawing() {
        return open.stream().anyMatch(itsCase -> itsCase.type() == RequestType.WITHDRAWAL);
    }

    public boolean nothing() {
        return records.isEmpty();
    }

    /** Whether a request to be removed is open, however it was asked for. */
    public boolean isRemoving() {
        return open.stream().anyMatch(itsCase -> itsCase.type().removes());
    }
}
