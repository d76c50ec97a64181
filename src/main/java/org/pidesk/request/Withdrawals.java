package org.pidesk.request;

import java.util.LinkedHashSet;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.pidesk.suppression.Suppressions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Withdrawals of consent: taken in here, carried out like every de-identification, and never refused. */
@Service
@Transactional
public class Withdrawals {
    private final Reception reception;
    private final RequestRepository requests;
    private final CasePeople people;
    private final CaseFiles files;
    private final Contacts contacts;
    private final Suppressions suppressions;

    Withdrawals(
            Reception reception,
            RequestRepository requests,
            CasePeople people,
            CaseFiles files,
            Contacts contacts,
            Suppressions suppressions) {
        this.reception = reception;
        this.requests = requests;
        this.people = people;
        this.files = files;
        this.contacts = contacts;
        this.suppressions = suppressions;
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

    /** How the case ended, or how far it has come. */
    @Transactional(readOnly = true)
    public RequestStatus status(Reference reference) {
        return requests.findById(reference.value()).orElseThrow().status();
    }

    /**
     * Everything must stay, but consent is withdrawn all the same (section 11(2)(b) lets nobody refuse that): the record
     * notes it, and the black lists stop everything but answers.
     */
    public void withdrawConsentAllTheSame(Reference reference) {
        var request = requests.lock(reference.value()).orElseThrow();
        var addresses = new LinkedHashSet<Address>();
        addresses.add(Address.parse(files.evidence(reference).address()));
        for (var record : people.records(reference)) {
            contacts.withdrawConsent(record.id());
            addresses.addAll(reachable(record));
        }
        addresses.forEach(address -> suppressions.cover(request.organisation(), address));
    }

    private static LinkedHashSet<Address> reachable(Contact record) {
        var addresses = new LinkedHashSet<Address>();
        record.email().ifPresent(addresses::add);
        record.mobile().ifPresent(addresses::add);
        return addresses;
    }
}
