package org.pidesk.request;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pidesk.kernel.Address;

/**
 * What a case must know about the person. It lies sealed in the vault, never in the engine or in a column.
 *
 * @param proven the address that the person proved; null where nobody asked
 * @param addresses every address of the person that is known, the proven one among them
 * @param records what our own records said before they were de-identified
 * @param former what they said before that: a system may know the person by nothing else
 */
record CaseFile(String proven, Set<String> addresses, List<Person> records, List<Former> former) {

    CaseFile {
        former = former == null ? List.of() : List.copyOf(former);
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
    static final CaseFile NOBODY_ASKED = new CaseFile(null, Set.of(), List.of(), List.of());

    static CaseFile of(Address proven) {
        return new CaseFile(proven.value(), Set.of(proven.value()), List.of(), List.of());
    }

    CaseFile alsoAt(Set<String> others) {
        var known = new LinkedHashSet<>(addresses);
        known.addAll(others);
        return new CaseFile(proven, known, records, former);
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
        return new CaseFile(proven, known, all, former);
    }

    CaseFile formerly(Former as) {
        var all = new ArrayList<>(former);
        all.add(as);
        return new CaseFile(proven, addresses, records, all);
    }

    List<Address> reachable() {
        return addresses.stream().map(Address::parse).toList();
    }

    Address provenAddress() {
        return Address.parse(proven);
    }
}
