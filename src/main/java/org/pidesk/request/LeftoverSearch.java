package org.pidesk.request;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Component;

/** Looks for what should be gone. */
@Component
class LeftoverSearch {
    record Needles(
            Reference reference,
            OrganisationId organisation,
            List<Address> addresses,
            List<Long> numbers,
            List<String> names,
            List<UUID> records,
            List<UUID> others) {}

    record Hit(Reference reference, String table, String column, long count) {}

    List<Hit> search(Collection<Needles> cases) {
        throw new UnsupportedOperationException("not built yet");
    }
}
