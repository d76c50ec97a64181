package org.pidesk.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;

/**
 * That a person controlled an address at a moment, shown by a code. Every case names the proof that it rests on.
 *
 * @param address the first address, under which the person came in
 * @param further addresses that the same browser proved after it
 * @param checkedByStaff whether staff have seen, besides, who the person is
 * @param checkedRecords pseudonyms of the records that staff said are the person's; what they say holds for these alone
 */
public record Proof(
        OrganisationId organisation,
        Address address,
        Instant provenAt,
        Set<Address> further,
        boolean checkedByStaff,
        Set<UUID> checkedRecords) {

    public Proof {
        further = Set.copyOf(further);
        checkedRecords = Set.copyOf(checkedRecords);
    }

    public Proof(
            OrganisationId organisation,
            Address address,
            Instant provenAt,
            Set<Address> further,
            boolean checkedByStaff) {
        this(organisation, address, provenAt, further, checkedByStaff, Set.of());
    }

    public Proof(OrganisationId organisation, Address address, Instant provenAt) {
        this(organisation, address, provenAt, Set.of(), false);
    }

    public boolean proves(Address other) {
        return address.equals(other) || further.contains(other);
    }

    /** Whether staff have seen whose records these are, by their pseudonyms: all of them, and at least one. */
    public boolean isCheckedFor(Collection<UUID> records) {
        return checkedByStaff && !records.isEmpty() && checkedRecords.containsAll(records);
    }

    /** Every address proven. */
    public Set<Address> addresses() {
        return Stream.concat(Stream.of(address), further.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
