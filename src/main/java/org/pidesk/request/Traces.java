package org.pidesk.request;

import java.util.List;
import java.util.UUID;
import org.pidesk.kernel.Address;

/**
 * What the last search looks for. Sealed apart, because it must outlive the working copy, and destroyed after the
 * search.
 *
 * @param numbers the old customer and lead numbers
 * @param names the person's names, looked for in the rows that belonged to the records only
 * @param records the records that were de-identified
 * @param others records that lawfully keep the address: somebody else's who shares it, or a part that is held
 */
record Traces(List<String> addresses, List<Long> numbers, List<String> names, List<UUID> records, List<UUID> others) {

    LeftoverSearch.Needles needles(Request request) {
        return new LeftoverSearch.Needles(
                request.reference(),
                request.organisation(),
                addresses.stream().map(Address::parse).toList(),
                numbers,
                names,
                records,
                others);
    }
}
