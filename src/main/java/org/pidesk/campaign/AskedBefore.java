package org.pidesk.campaign;

import java.util.HashMap;
import java.util.List;
import org.pidesk.consent.AskLedger;
import org.pidesk.consent.Consents;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.notice.SpentQuestions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads from the ledger who was asked, by the address itself and by each record at it. */
@Component
class AskedBefore implements SpentQuestions {
    private final AskLedger ledger;
    private final Consents consents;
    private final Contacts contacts;

    AskedBefore(AskLedger ledger, Consents consents, Contacts contacts) {
        this.ledger = ledger;
        this.consents = consents;
        this.contacts = contacts;
    }

    @Override
    @Transactional(readOnly = true)
    public boolean isSpent(OrganisationId organisation, Address address) {
        var people = new HashMap<Object, AskLedger.Person>();
        people.put(address, AskLedger.Person.at(address));
        contacts.idsHeldAt(organisation, address)
                .forEach(record -> people.put(
                        record, new AskLedger.Person(List.of(record), List.of(address), List.of(), List.of())));
        return !ledger.asked(organisation, people).isEmpty() && !consents.isAnyYes(organisation, address);
    }
}
