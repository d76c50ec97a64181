package org.pidesk.request;

import java.util.Arrays;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Field;
import org.springframework.stereotype.Component;

/** Tells who surely is the person of a record from who may only have got hold of one of its addresses. */
@Component
class OneHand {
    private final Trail trail;

    OneHand(Trail trail) {
        this.trail = trail;
    }

    /** Whether an alteration rests on one proven address of a record, or two that prove no more, and staff had not seen who asked. */
    boolean asked(Request request, Alteration alteration, Contact record) {
        return !alteration.seen().contains(record.pseudonym())
                && (record.isAddressedByOneHand() || !provedBothAddresses(request, alteration, record));
    }

    /** Whether staff had seen who asked, and every address that stands in the record now was proven by them. */
    boolean isOver(Request request, Alteration alteration, Contact record) {
        return alteration.seen().contains(record.pseudonym())
                && record.addresses()
                        .allMatch(address -> trail.isProven(request.reference(), request.organisation(), address));
    }

    private boolean provedBothAddresses(Request request, Alteration alteration, Contact record) {
        var before = Arrays.stream(Field.values())
                .filter(field -> field.isAddress() && alteration.stood(record, field) != null)
                .map(field -> field.address(alteration.stood(record, field)))
                .toList();
        return before.size() > 1
                && before.stream()
                        .allMatch(address -> trail.isProven(request.reference(), request.organisation(), address));
    }
}
