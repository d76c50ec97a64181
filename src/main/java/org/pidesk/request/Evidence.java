package org.pidesk.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pidesk.identity.Proof;

/**
 * Who asked, and how it was proven: what the organisation must be able to show (sections 11(2)(a) and 14(1)(b)).
 *
 * @param address the proven address
 * @param wording the version of the page that was confirmed
 * @param records what the records of the person said; empty until they are de-identified
 * @param also from where the same was asked while it was open
 */
record Evidence(
        String address,
        Instant provenAt,
        String method,
        String wording,
        List<CaseFile.Person> records,
        List<Asker> also) {

    Evidence {
        also = also == null ? List.of() : List.copyOf(also);
    }

    /** An address that was proven by a code, and when. */
    record Asker(String address, Instant provenAt, String wording) {}

    /** Who began it, and why, lies beside this one. */
    static final Evidence NOBODY_ASKED =
            new Evidence(null, null, "nobody asked: the purpose ended", null, List.of(), List.of());

    static Evidence of(Proof proof, String wording) {
        return new Evidence(
                proof.address().value(), proof.provenAt(), "code sent to the address", wording, List.of(), List.of());
    }

    Evidence with(List<CaseFile.Person> persons) {
        return new Evidence(address, provenAt, method, wording, persons, also);
    }

    Evidence alsoAsked(Proof another, String read) {
        var all = new ArrayList<>(also);
        all.add(new Asker(another.address().value(), another.provenAt(), read));
        return new Evidence(address, provenAt, method, wording, records, all);
    }
}
