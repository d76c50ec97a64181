package org.pidesk.identity;

import java.util.List;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Token;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes people proven who were never sent a code. */
@Component
public class Proving {
    private final Proofs proofs;

    Proving(Proofs proofs) {
        this.proofs = proofs;
    }

    /** @return what each one's browser keeps, in their order */
    @Transactional
    public List<Token> prove(OrganisationId organisation, List<? extends Address> addresses) {
        return addresses.stream()
                .map(address -> proofs.add(organisation, address))
                .toList();
    }
}
