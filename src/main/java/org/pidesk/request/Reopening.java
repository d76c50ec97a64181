package org.pidesk.request;

import java.util.Optional;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contacts;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Component;

/** Does a closed case again, as a new one that rests on the proof of the earlier one. */
@Component
class Reopening {
    private static final String WORDING = "review-2026-12";

    private final Reception reception;
    private final Contacts contacts;
    private final LookUpPauses pauses;
    private final ActivityLog activity;

    Reopening(Reception reception, Contacts contacts, LookUpPauses pauses, ActivityLog activity) {
        this.reception = reception;
        this.contacts = contacts;
        this.pauses = pauses;
        this.activity = activity;
    }

    /** @return the new case; empty where only the person can begin it */
    Optional<Reference> of(Request earlier, ReviewFile file, String by) {
        var again = file.askers().stream()
                .map(asker -> new Proof(earlier.organisation(), Address.parse(asker.address()), asker.provenAt()))
                .flatMap(proof -> begin(earlier, proof).stream())
                .distinct()
                .toList();
        again.forEach(reference ->
                activity.record(Fact.of(reference, "REOPENED_AFTER_REVIEW").by(by)));
        return again.stream().findFirst();
    }

    private Optional<Reference> begin(Request earlier, Proof proof) {
        return switch (earlier.type()) {
            // what is to stand there only the person can say: what they said then may be destroyed, or wrong
            case ALTERATION -> Optional.empty();
            case LOOK_UP -> lookAgain(proof);
            case WITHDRAWAL, DE_IDENTIFICATION -> Optional.of(reception.receiveAgain(proof, earlier.type(), WORDING));
        };
    }

    /** What is held here meanwhile the page shows: nobody has to look elsewhere. */
    private Optional<Reference> lookAgain(Proof proof) {
        pauses.lift(proof.organisation(), proof.address());
        return contacts.heldAt(proof.organisation(), proof.address()).isEmpty()
                ? Optional.of(reception.receiveAgain(proof, RequestType.LOOK_UP, WORDING))
                : Optional.empty();
    }
}
