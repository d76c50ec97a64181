package org.pidesk.request;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pidesk.contact.Field;
import org.pidesk.contact.Lead;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.organisation.Purpose;
import org.pidesk.request.HeldReading.Everything;
import org.pidesk.request.HeldReading.HeldLead;
import org.pidesk.request.HeldReading.HeldRecord;

/**
 * What a person may see of a record. One proven address shows a mask: whoever shares a mailbox or found a SIM card
 * sees no more. A record is shown in clear to whom both of its addresses are proven, or who staff said is its person;
 * each is judged by itself, also where no other one carries the address any more. An address that its holder put there
 * alone, having proven only the other, proves nothing more.
 */
final class Masking {
    private static final String MASK = "***";
    private static final int LAST = 4;

    private final Proof proof;
    private final Everything everything;

    Masking(Proof proof, Everything everything) {
        this.proof = proof;
        this.everything = everything;
    }

    List<Held.Row> rows() {
        return everything.records().stream().map(this::row).toList();
    }

    /**
     * The addresses of a record that are not proven yet. Where two prove no more than one, to prove the other shows nothing
     * by itself; but staff who see the person then make them count again.
     */
    Stream<Address> unproven(HeldRecord record) {
        return addresses(record).filter(address -> !proof.proves(address));
    }

    private Held.Row row(HeldRecord record) {
        var clear = isClear(record);
        return new Held.Row(
                record.pseudonym(),
                "JURISTIC".equals(record.kind()),
                clear,
                clear ? null : unproven(record).findFirst().map(Address::masked).orElse(null),
                record.oneHand() && addresses(record).count() > 1,
                clear ? Long.toString(record.number()) : MASK,
                clear ? record.firstName() : initial(record.firstName()),
                clear ? record.lastName() : initial(record.lastName()),
                record.email() == null || clear
                        ? record.email()
                        : EmailAddress.parse(record.email()).masked(),
                record.mobile() == null || clear
                        ? record.mobile()
                        : MobileNumber.parse(record.mobile()).masked(),
                record.idNumber() == null || clear ? record.idNumber() : MASK,
                record.notes() == null || clear ? record.notes() : MASK,
                record.leads().size(),
                clear ? record.leads().stream().map(Masking::enquiry).toList() : List.of(),
                record.source(),
                record.consentToProcess(),
                record.consentToMarket(),
                isRestricted(record),
                Boolean.TRUE.equals(record.askedToGo()),
                clear && isRestricted(record) ? record.kept() : List.of(),
                purposesOf(record),
                record.marketing().stream()
                        .map(said -> clear || isProven(record, said.channel()) ? said : masked(said))
                        .toList(),
                record.contested(),
                statements(record, clear));
    }

    /** Whoever reads there has read it in each message. */
    private boolean isProven(HeldRecord record, Channel channel) {
        var address = channel == Channel.EMAIL ? record.email() : record.mobile();
        return address != null && proof.proves(Address.parse(address));
    }

    /** What somebody wants to hear of tells something of them. */
    private static Held.Marketing masked(Held.Marketing said) {
        var interest = said.interest() == null ? null : MASK;
        return new Held.Marketing(said.channel(), interest, said.given(), said.asCustomer(), said.since());
    }

    private static boolean isRestricted(HeldRecord record) {
        return "RESTRICTED".equals(record.state());
    }

    private static Map<Field, String> statements(HeldRecord record, boolean clear) {
        var shown = new EnumMap<Field, String>(Field.class);
        record.statements().forEach((field, text) -> shown.put(field, clear ? text : MASK));
        return shown;
    }

    private boolean isClear(HeldRecord record) {
        return isProvenTwice(record) || isCheckedByStaff(record);
    }

    private boolean isProvenTwice(HeldRecord record) {
        return !record.oneHand()
                && addresses(record).count() > 1
                && unproven(record).findAny().isEmpty();
    }

    private boolean isCheckedByStaff(HeldRecord record) {
        return proof.checkedByStaff() && proof.checkedRecords().contains(record.pseudonym());
    }

    private static Stream<Address> addresses(HeldRecord record) {
        return Stream.of(record.email(), record.mobile())
                .filter(address -> address != null)
                .map(Address::parse);
    }

    static String lastDigits(String number) {
        return number == null ? null : MASK + number.substring(Math.max(0, number.length() - LAST));
    }

    private static String initial(String name) {
        return name == null || name.isBlank() ? null : name.substring(0, name.offsetByCodePoints(0, 1)) + MASK;
    }

    private static Held.Enquiry enquiry(HeldLead lead) {
        return new Held.Enquiry(
                Long.toString(lead.number()), lead.interest(), lead.words(), lead.state(), lead.since());
    }

    private List<Purpose> purposesOf(HeldRecord record) {
        if (isRestricted(record)) {
            // it is stored, and used for nothing (section 14(7)); a consent that is being withdrawn carries nothing
            return List.of();
        }
        return everything.purposes().stream()
                .filter(purpose -> purpose.appliesTo(
                        !record.leads().isEmpty(),
                        hasBought(record),
                        record.consentToProcess(),
                        record.consentToMarket()))
                .toList();
    }

    /** An enquiry alone is no sale. */
    private static boolean hasBought(HeldRecord record) {
        return record.leads().stream().anyMatch(lead -> lead.state() == Lead.Status.WON);
    }
}
