package org.pidesk.request;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Hold;
import org.pidesk.contact.Items;
import org.pidesk.contact.Lead;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Operators;
import org.springframework.stereotype.Component;

/** What a case knows of its person: the records, every address, and what the last search looks for. */
@Component
class CasePeople {
    private final Trail trail;
    private final CaseFiles files;
    private final Contacts contacts;
    private final Operators operators;

    CasePeople(Trail trail, CaseFiles files, Contacts contacts, Operators operators) {
        this.trail = trail;
        this.files = files;
        this.contacts = contacts;
        this.operators = operators;
    }

    /** The records that the case is about. */
    List<Contact> records(Reference reference) {
        return trail.recordsOf(reference).stream().map(contacts::get).toList();
    }

    /** The person's addresses; while it is not clear whose record it is, the proven ones alone. */
    List<Address> addresses(Request request) {
        if (!request.isAttributed()) {
            return files.of(request.reference()).whereAsked();
        }
        return file(request.reference()).reachable();
    }

    /** Whether the case is about every record that is held at an address, but for what is left of one removed already. */
    boolean coversAllAt(Request request, Address address) {
        var held = contacts.idsHeldAt(request.organisation(), address);
        return trail.recordsOf(request.reference()).containsAll(contacts.notRemoved(held));
    }

    /** The working copy, with what the records say now. */
    CaseFile file(Reference reference) {
        var all = files.of(reference);
        for (var contact : records(reference)) {
            all = withFormer(all.with(person(contact)), contact.id());
        }
        return all;
    }

    /** With what the record said before each alteration of which a system was not told yet, or which it did not make. */
    CaseFile withFormer(CaseFile file, UUID record) {
        var all = file;
        for (var alteration : trail.alterationsOf(record)) {
            if (!operators.isDoneEverywhere(alteration)) {
                all = files.read(alteration, CaseFiles.ALTERATION, Alteration.class)
                        .map(earlier -> earlier.former(record))
                        .map(all::formerly)
                        .orElse(all);
            }
        }
        return all;
    }

    private CaseFile.Person person(Contact contact) {
        var held = heldItems(contact.id());
        return new CaseFile.Person(
                contact.name(),
                contact.email().map(Address::value).orElse(null),
                contact.mobile().map(Address::value).orElse(null),
                contact.number(),
                contacts.leadsOf(contact.id()).stream()
                        .map(Lead::number)
                        .filter(number -> !held.contains(Items.lead(number)))
                        .toList());
    }

    private List<String> heldItems(UUID contact) {
        return contacts.holdsOf(contact).stream().map(Hold::item).toList();
    }

    /** What the last search looks for. @param file the working copy, while the records still say what it says */
    Traces traces(Request request, CaseFile file) {
        var records = records(request.reference());
        var ours = records.stream().map(Contact::id).toList();
        var others = file.reachable().stream()
                .flatMap(address -> contacts.heldAt(request.organisation(), address).stream())
                .map(Contact::id)
                .filter(id -> !ours.contains(id))
                .distinct()
                .toList();
        var parted = records.stream()
                .collect(Collectors.partitioningBy(
                        record -> heldItems(record.id()).isEmpty()));
        var numbers = new ArrayList<Long>();
        file.records().forEach(person -> {
            numbers.add(person.number());
            numbers.addAll(person.leads());
        });
        var names = parted.get(true).stream()
                .flatMap(record -> Stream.of(record.firstName(), record.lastName()))
                .filter(name -> name != null && !name.isBlank())
                .toList();
        return new Traces(
                List.copyOf(file.addresses()),
                numbers,
                names,
                parted.get(true).stream().map(Contact::id).toList(),
                Stream.concat(others.stream(), parted.get(false).stream().map(Contact::id))
                        .toList());
    }
}
