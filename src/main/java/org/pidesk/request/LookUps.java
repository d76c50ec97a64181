package org.pidesk.request;

import java.util.List;
import java.util.Optional;
import org.pidesk.contact.Contacts;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Answer;
import org.pidesk.operator.Operators;
import org.pidesk.operator.Outcome;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Look-ups that find nothing here. That alone does not answer the person: what the DMS and the operators keep for the
 * organisation counts too (section 23(1)(a)), so it is looked for there.
 */
@Service
@Transactional
public class LookUps {
    /** The version of what the pages say of it. */
    private static final String WORDING = "look-up-2026-12";

    private final RequestRepository requests;
    private final Reception reception;
    private final Trail trail;
    private final Contacts contacts;
    private final Operators operators;
    private final LookUpQueue queue;
    private final LookUpPauses pauses;

    LookUps(
            RequestRepository requests,
            Reception reception,
            Trail trail,
            Contacts contacts,
            Operators operators,
            LookUpQueue queue,
            LookUpPauses pauses) {
        this.requests = requests;
        this.reception = reception;
        this.trail = trail;
        this.contacts = contacts;
        this.operators = operators;
        this.queue = queue;
        this.pauses = pauses;
    }

    /**
     * Somebody has just proven an address. A first look-up that finds nothing here starts by itself; where there was an
     * earlier request of this address, its outcome may be answer enough, and the person decides.
     */
    public void lookedUp(Proof proof) {
        if (holdsNothing(proof) && !rests(proof) && casesOf(proof).stream().noneMatch(LookUps::answersAlready)) {
            start(proof);
        }
    }

    private static boolean answersAlready(Request request) {
        return request.isOpen() || request.type() != RequestType.ALTERATION;
    }

    /** The person wants it searched again. @return the look-up that runs now; empty where none is to be started */
    public Optional<Reference> searchAgain(Proof proof) {
        var another =
                casesOf(proof).stream().anyMatch(request -> request.isOpen() && request.type() != RequestType.LOOK_UP);
        return holdsNothing(proof) && !rests(proof) && !another ? Optional.of(start(proof)) : Optional.empty();
    }

    private Reference start(Proof proof) {
        return reception.receive(proof, RequestType.LOOK_UP, WORDING, request -> {});
    }

    /** The look-ups of the proven address, and how its earlier requests ended. */
    @Transactional(readOnly = true)
    public LookUp of(Proof proof) {
        var cases = casesOf(proof);
        var open = cases.stream()
                .filter(request -> request.isOpen() && request.type() == RequestType.LOOK_UP)
                .findFirst()
                .map(request -> new LookUp.Open(
                        request.reference(), request.receivedAt(), request.due(), !queue.isTurnOf(request)))
                .orElse(null);
        return new LookUp(
                open,
                cases.stream()
                        .filter(request -> !request.isOpen() && request.type() != RequestType.ALTERATION)
                        .map(this::earlier)
                        .toList(),
                pauses.of(proof.organisation(), proof.address()).orElse(null));
    }

    /** The open look-ups of an organisation, what is due first comes first. @param from how many to leave out */
    @Transactional(readOnly = true)
    public List<OpenLookUp> open(OrganisationId organisation, int from, int atMost) {
        return queue.open(organisation, from, atMost);
    }

    /** Whether look-ups of this address were an abuse, not long ago. */
    private boolean rests(Proof proof) {
        return pauses.of(proof.organisation(), proof.address()).isPresent();
    }

    private boolean holdsNothing(Proof proof) {
        return contacts.heldAt(proof.organisation(), proof.address()).isEmpty();
    }

    private List<Request> casesOf(Proof proof) {
        return trail.casesOf(proof.organisation(), proof.address()).stream()
                .flatMap(reference -> requests.findById(reference.value()).stream())
                .toList();
    }

    private LookUp.Earlier earlier(Request request) {
        return new LookUp.Earlier(
                request.reference(), request.type(), request.receivedAt(), request.closedAt(), endingOf(request));
    }

    private LookUp.Ending endingOf(Request request) {
        return switch (request.status()) {
            case CANCELLED -> request.isAbuse() ? LookUp.Ending.ENDED_BY_US : LookUp.Ending.CANCELLED;
            case REFUSED -> LookUp.Ending.REFUSED;
            default -> request.type() == RequestType.LOOK_UP ? found(request) : LookUp.Ending.CARRIED_OUT;
        };
    }

    private LookUp.Ending found(Request request) {
        var outcomes = operators.answers(request.reference()).stream()
                .map(Answer::outcome)
                .toList();
        if (outcomes.contains(Outcome.FOUND)) {
            return LookUp.Ending.FOUND;
        }
        return outcomes.contains(Outcome.UNANSWERED)
                        || !operators.leftOut(request.reference()).isEmpty()
                ? LookUp.Ending.NOT_ALL_ANSWERED
                : LookUp.Ending.NOTHING_FOUND;
    }
}
