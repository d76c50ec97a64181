package org.pidesk.campaign;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.campaign.Recipients.Verdict;
import org.pidesk.consent.AskLedger;
import org.pidesk.consent.Consents;
import org.pidesk.consent.MarketingConsent.State;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Contacts.Known;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Channel;
import org.pidesk.notice.Undeliverables;
import org.pidesk.suppression.Suppressions;
import org.springframework.stereotype.Component;

/**
 * Finds out of many people at once who may be asked for consent, by all that is known of them at this moment: when a list
 * is screened, and again when its turn has come. A handful of statements, however many they are.
 */
@Component
class AskGate {
    private final Suppressions suppressions;
    private final OptOutList optOuts;
    private final AskLedger ledger;
    private final Consents consents;
    private final Contacts contacts;
    private final Undeliverables undeliverables;
    private final Clock clock;

    AskGate(
            Suppressions suppressions,
            OptOutList optOuts,
            AskLedger ledger,
            Consents consents,
            Contacts contacts,
            Undeliverables undeliverables,
            Clock clock) {
        this.suppressions = suppressions;
        this.optOuts = optOuts;
        this.ledger = ledger;
        this.consents = consents;
        this.contacts = contacts;
        this.undeliverables = undeliverables;
        this.clock = clock;
    }

    /**
     * What is known of somebody.
     *
     * @param against why they may not be asked: of several reasons the first; null when they may
     * @param known by what the ledger knows them
     * @param record at the address that would be written to; null without one
     */
    record Finding(Reason against, AskLedger.Person known, UUID record) {
        Verdict verdict(int line) {
            return new Verdict(line, against, record);
        }

        Finding butAsked(boolean asked) {
            return asked && (against == null || against.compareTo(Reason.ASKED_BEFORE) > 0)
                    ? new Finding(Reason.ASKED_BEFORE, known, record)
                    : this;
        }
    }

    /** What there is against each, that they were asked before among it. */
    Map<Integer, Finding> screen(Campaign campaign, Map<Integer, Person> people) {
        var findings = look(campaign, people);
        var known = new HashMap<Integer, AskLedger.Person>();
        findings.forEach((line, finding) -> known.put(line, finding.known()));
        var asked = ledger.asked(campaign.organisation(), known);
        findings.replaceAll((line, finding) -> finding.butAsked(asked.contains(line)));
        return findings;
    }

    /** The same but for the ledger, for whoever is just spending a question there. */
    Map<Integer, Finding> look(Campaign campaign, Map<Integer, Person> people) {
        var organisation = campaign.organisation();
        var addresses = people.values().stream().flatMap(Person::addresses).collect(Collectors.toSet());
        var records = contacts.knownAt(organisation, addresses);
        var told = new Told(
                suppressions.stoppedAmong(organisation, addresses),
                optOuts.listed(organisation, addresses),
                consents.said(organisation, addresses, campaign.interest()),
                records,
                undeliverables.deadAmong(organisation, writtenTo(people.values(), campaign.channel(), records)),
                LocalDate.now(clock));
        var findings = new HashMap<Integer, Finding>();
        people.forEach((line, person) -> findings.put(
                line,
                new Finding(
                        told.against(person).orElse(null),
                        told.known(person),
                        person.at(campaign.channel()).map(told::recordAt).orElse(null))));
        return findings;
    }

    /** Of who is on record, where they would be asked. */
    private static Map<UUID, Address> writtenTo(
            Collection<Person> people, Channel channel, Map<Address, List<Known>> records) {
        var writtenTo = new HashMap<UUID, Address>();
        people.stream()
                .map(person -> person.at(channel))
                .flatMap(Optional::stream)
                .filter(records::containsKey)
                .forEach(address -> records.get(address).forEach(record -> writtenTo.put(record.id(), address)));
        return writtenTo;
    }

    /**
     * What is known of the addresses of a batch.
     *
     * @param dead those of them that would be written to, and at which nothing arrives
     */
    private record Told(
            Set<Address> stopped,
            Set<Address> optedOut,
            Map<Address, State> said,
            Map<Address, List<Known>> records,
            Set<Address> dead,
            LocalDate today) {

        Optional<Reason> against(Person person) {
            return Stream.of(
                            reason(records(person).anyMatch(this::isMinor), Reason.MINOR),
                            reason(person.addresses().anyMatch(stopped::contains), Reason.SUPPRESSED),
                            reason(person.addresses().anyMatch(optedOut::contains), Reason.OPTED_OUT),
                            reason(said(person, State.WITHDRAWN), Reason.WITHHELD),
                            reason(said(person, State.GIVEN), Reason.CONSENTED),
                            reason(person.addresses().anyMatch(dead::contains), Reason.UNDELIVERABLE))
                    .flatMap(Optional::stream)
                    .findFirst();
        }

        private static Optional<Reason> reason(boolean holds, Reason reason) {
            return holds ? Optional.of(reason) : Optional.empty();
        }

        private boolean said(Person person, State state) {
            return person.addresses().anyMatch(address -> said.get(address) == state);
        }

        private boolean isMinor(Known record) {
            return record.idNumber() != null && IdNumber.isOfAMinor(record.idNumber(), today);
        }

        private Stream<Known> records(Person person) {
            return person.addresses()
                    .map(records::get)
                    .filter(Objects::nonNull)
                    .flatMap(Collection::stream)
                    .distinct();
        }

        UUID recordAt(Address address) {
            return records.containsKey(address) ? records.get(address).get(0).id() : null;
        }

        AskLedger.Person known(Person person) {
            var numbers = Stream.concat(
                            Stream.ofNullable(person.idNumber()),
                            records(person).map(Known::idNumber))
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            return new AskLedger.Person(
                    records(person).map(Known::id).toList(),
                    person.addresses().toList(),
                    numbers,
                    records(person).flatMap(Known::addresses).toList());
        }
    }
}
