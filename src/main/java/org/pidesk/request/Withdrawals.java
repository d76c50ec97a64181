package org.pidesk.request;

import org.pidesk.identity.Proof;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Withdrawals of consent: taken in here, carried out like every de-identification, and never refused. */
@Service
@Transactional
public class Withdrawals {
    private final Reception reception;
    private final RequestRepository requests;

    Withdrawals(Reception reception, RequestRepository requests) {
        this.reception = reception;
        this.requests = requests;
    }

    /**
     * Takes in a withdrawal of consent to process: the record is restricted and a receipt is on its way when this
     * returns. Asked again while one is open, or while a de-identification is, it is the same one.
     *
     * @param wording the version of the page that the person confirmed
     */
    public Reference receive(Proof proof, String wording) {
        return reception.receive(proof, RequestType.WITHDRAWAL, wording, request -> {});
    }

    @Transactional(readOnly = true)
    public boolean wasCancelled(Reference reference) {
        return requests.get(reference).status() == RequestStatus.CANCELLED;
    }

    /** Whether the removal was refused, so that consent is still to be withdrawn all the same. */
    @Transactional(readOnly = true)
    public boolean everythingStays(Reference reference) {
        var request = requests.get(reference);
        return request.isOpen() && request.removesNothing();
    }
}
