package org.pidesk.request;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pidesk.kernel.Address;

/**
 * What a case must know about the person. It lies sealed in the vault, never in the engine or in a column.
 *
 * @param proven the address that the person proved; null where nobody asked
 * @param addresses every address of the person that is known, the proven one among them
 * @param records what our own records said before they were de-identified
 * @param former what they said before that: a system may know the person by nothing else
 * @param provenToo the addresses from which the same was asked while it was open, in their order
 */
record CaseFile(
        String proven, Set<String> addresses, List<Person> records, List<Former> former, List<String> provenToo) {

    CaseFile {
        former = former == null ? List.of() : List.copyOf(former);
        provenToo = provenToo == null ? List.of() : List.copyOf(provenToo);
    }

    /**
     * One record of the person.
     *
     * @param number the customer number
     * @param leads the numbers of the enquiries that are de-identified
     */
    record Person(String name, String email, String mobile, long number, List<Long> leads) {}

    /** What a record said before an alteration; nobody is written to there, and nothing there is black-listed. */
    record Former(String name, String email, String mobile) {}

    /** Where nobody asked, no address was proven. */
    static final CaseFile NOBODY_ASKED = new CaseFile(null, Set.of(), List.of(), List.of(), List.of());

    static CaseFile of(Address proven) {
        return new CaseFile(proven.value(), Set.of(proven.value()), List.of(), List.of(), List.of());
    }

    CaseFile alsoAt(Set<String> others) {
        var known = new LinkedHashSet<>(addresses);
        known.addAll(others);
        return new CaseFile(proven, known, records, former, provenToo);
    }

    CaseFile alsoAskedAt(Address another) {
        var all = new ArrayList<>(provenToo);
        all.add(another.value());
        return new CaseFile(proven, alsoAt(Set.of(another.value())).addresses(), records, former, all);
    }

    CaseFile with(Person person) {
        var known = new LinkedHashSet<>(addresses);
        if (person.email() != null) {
            known.add(person.email());
        }
        if (person.mobile() != null) {
            known.add(person.mobile());
        }
        var all = new ArrayList<>(records);
        all.add(person);
        return new CaseFile(proven, known, all, former, provenToo);
    }

    CaseFile formerly(Former as) {
        var all = new ArrayList<>(former);
        all.add(as);
        return new CaseFile(proven, addresses, records, all, provenToo);
    }

    List<Address> reachable() {
        return addresses.stream().map(Address::parse).toList();
    }

    Address provenAddress() {
        return Address.parse(proven);
    }

    /** Where the person is answered: at each address from which this was asked, once. */
    List<Address> whereAsked() {
        return Stream.concat(Stream.of(proven), provenToo.stream())
                .map(Address::parse)
                .toList();
    }
}
