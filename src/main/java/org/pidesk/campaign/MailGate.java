package org.pidesk.campaign;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.suppression.Suppressions;
import org.springframework.stereotype.Component;

/**
 * Finds out who of many that agreed is not marketed to all the same: the stricter wins, also over a yes. Nobody under age
 * can agree alone (section 35).
 */
@Component
class MailGate {
    private final Suppressions suppressions;
    private final OptOutList optOuts;
    private final Contacts contacts;
    private final Clock clock;

    MailGate(Suppressions suppressions, OptOutList optOuts, Contacts contacts, Clock clock) {
        this.suppressions = suppressions;
        this.optOuts = optOuts;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** @param addresses of the records, each where it would be written to @return who is not, and the first reason */
    Map<UUID, Reason> against(OrganisationId organisation, Map<UUID, Address> addresses) {
        var today = LocalDate.now(clock);
        var stopped = suppressions.stoppedAmong(organisation, addresses.values());
        var optedOut = optOuts.listed(organisation, addresses.values());
        var numbers = contacts.idNumbersOf(addresses.keySet());
        var against = new HashMap<UUID, Reason>();
        addresses.forEach((record, address) -> {
            if (numbers.containsKey(record) && IdNumber.isOfAMinor(numbers.get(record), today)) {
                against.put(record, Reason.MINOR);
            } else if (stopped.contains(address)) {
                against.put(record, Reason.SUPPRESSED);
            } else if (optedOut.contains(address)) {
                against.put(record, Reason.OPTED_OUT);
            }
        });
        return against;
    }
}
