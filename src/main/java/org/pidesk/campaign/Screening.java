package org.pidesk.campaign;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.campaign.Recipients.Listed;
import org.pidesk.campaign.Recipients.Verdict;
import org.pidesk.consent.AskLedger;
import org.pidesk.consent.Consents;
import org.pidesk.consent.MarketingConsent;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.suppression.Suppressions;
import org.springframework.stereotype.Component;

/**
 * Finds out who of a list may be asked. A few thousand people are looked at at once, in a handful of statements, so that
 * memory stays flat whatever the list has. Nothing of what the black lists hold is written down: the verdict is.
 */
@Component
class Screening {
    private static final int BATCH = 5_000;

    private final Recipients recipients;
    private final Suppressions suppressions;
    private final AskLedger ledger;
    private final Consents consents;
    private final Contacts contacts;
    private final OptOutList optOuts;

    Screening(
            Recipients recipients,
            Suppressions suppressions,
            AskLedger ledger,
            Consents consents,
            Contacts contacts,
            OptOutList optOuts) {
        this.recipients = recipients;
        this.suppressions = suppressions;
        this.ledger = ledger;
        this.consents = consents;
        this.contacts = contacts;
        this.optOuts = optOuts;
    }

    void screen(Campaign campaign) {
        recipients.leaveOutMinors(campaign.reference());
        recipients.leaveOutDuplicates(campaign.reference());
        var batch = recipients.listed(campaign.reference(), 0, BATCH);
        while (!batch.isEmpty()) {
            recipients.judge(campaign.reference(), verdicts(campaign, batch));
            var last = batch.get(batch.size() - 1).line();
            batch = recipients.listed(campaign.reference(), last, BATCH);
        }
    }

    private List<Verdict> verdicts(Campaign campaign, List<Listed> batch) {
        var organisation = campaign.organisation();
        var addresses =
                batch.stream().flatMap(listed -> listed.person().addresses()).collect(Collectors.toSet());
        var found = new Found(
                suppressions.coveredAmong(organisation, addresses),
                optOuts.listed(organisation, addresses),
                consents.said(organisation, addresses),
                contacts.idsHeldAtAny(organisation, addresses));
        var asked = ledger.asked(organisation, people(batch, found));
        return batch.stream()
                .map(listed -> new Verdict(
                        listed.line(),
                        found.against(listed.person(), asked.contains(listed.line())),
                        found.recordOf(listed.person(), campaign.channel())))
                .toList();
    }

    /** By everything that we know them by: the records at their addresses too. */
    private static Map<Integer, AskLedger.Person> people(List<Listed> batch, Found found) {
        var people = new HashMap<Integer, AskLedger.Person>();
        for (var listed : batch) {
            people.put(listed.line(), known(listed.person(), found.record(listed.person())));
        }
        return people;
    }

    static AskLedger.Person known(Person person, UUID record) {
        return new AskLedger.Person(record, person.addresses().toList(), person.idNumber());
    }

    /** What is known of the addresses of a batch. */
    private record Found(
            Set<Address> suppressed,
            Set<Address> optedOut,
            Map<Address, MarketingConsent.State> said,
            Map<Address, UUID> records) {

        /** The first reason there is; null when they may be asked. */
        Reason against(Person person, boolean asked) {
            if (person.addresses().anyMatch(suppressed::contains)) {
                return Reason.SUPPRESSED;
            }
            if (person.addresses().anyMatch(optedOut::contains)) {
                return Reason.OPTED_OUT;
            }
            if (asked) {
                return Reason.ASKED_BEFORE;
            }
            if (said(person).anyMatch(MarketingConsent.State.WITHDRAWN::equals)) {
                return Reason.WITHHELD;
            }
            return said(person).anyMatch(MarketingConsent.State.GIVEN::equals) ? Reason.CONSENTED : null;
        }

        private Stream<MarketingConsent.State> said(Person person) {
            return person.addresses().filter(said::containsKey).map(said::get);
        }

        /** The record at the address that is written to; null without one. */
        UUID recordOf(Person person, Channel channel) {
            return person.at(channel).map(records::get).orElse(null);
        }

        UUID record(Person person) {
            return person.addresses()
                    .filter(records::containsKey)
                    .map(records::get)
                    .findFirst()
                    .orElse(null);
        }
    }
}
