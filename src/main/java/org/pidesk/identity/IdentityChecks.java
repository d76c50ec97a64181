package org.pidesk.identity;

import java.util.Optional;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Token;
import org.springframework.stereotype.Service;

/** Proves that a person controls an address: a code goes there, and comes back through the same browser. */
@Service
public class IdentityChecks {

    /**
     * Sends a code, within the limits per address and per network. The same rows are written whether anything is held
     * at the address or not: nobody looks.
     *
     * @param network where the person asks from
     * @return what the browser keeps to answer with
     * @throws TooManyRequests when this network has asked too often
     */
    public Token ask(OrganisationId organisation, Address address, String network) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Answers with the code.
     *
     * @return what the browser keeps as proof
     * @throws WrongCode when it is not the code, is too old, was used, or was tried too often
     */
    public Token answer(Token challenge, String code, String network) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The address that a browser has proven, while the proof holds (half an hour). */
    public Optional<Proof> proof(Token proof) {
        throw new UnsupportedOperationException("not built yet");
    }
}
