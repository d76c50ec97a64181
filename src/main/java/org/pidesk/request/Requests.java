package org.pidesk.request;

import java.util.Optional;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.springframework.stereotype.Service;

/** The cases of the people who ask. */
@Service
public class Requests {

    /** What is held at the address that was proven, masked. */
    public Held heldFor(Proof proof) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Takes in a withdrawal of consent to process: the record is restricted and a receipt is on its way when this
     * returns. Asked again while one is open, it is the same one.
     *
     * @param wording the version of the page that the person confirmed
     */
    public Reference withdraw(Proof proof, String wording) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The case that a mailed link opens. */
    public Optional<CaseView> at(Token link) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The case of this reference, for the person who has proven an address of it. */
    public Optional<CaseView> of(Proof proof, Reference reference) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Cancels by a mailed link. @throws TooLateToCancel once de-identification has begun */
    public void cancel(Token link) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Cancels by a proven address. @throws TooLateToCancel once de-identification has begun */
    public void cancel(Proof proof, Reference reference) {
        throw new UnsupportedOperationException("not built yet");
    }
}
