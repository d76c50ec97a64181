package org.pidesk.request;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pidesk.contact.Contacts;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Reference;
import org.pidesk.request.AlterationRefused.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What other cases forbid: to alter a record that is to be removed, that another alteration is changing, or that one has
 * changed less than a day ago. From what is altered once, nobody takes everything over in one go. Whoever got hold of another
 * address of the record keeps its person from nothing, once staff have seen who that is.
 */
@Component
class AlterationLimits {
    private static final Duration BETWEEN_TWO = Duration.ofHours(24);

    private final RequestRepository requests;
    private final Trail trail;
    private final Contacts contacts;
    private final JdbcClient jdbc;
    private final Clock clock;

    AlterationLimits(RequestRepository requests, Trail trail, Contacts contacts, JdbcClient jdbc, Clock clock) {
        this.requests = requests;
        this.trail = trail;
        this.contacts = contacts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Records that only share the address may be other people's: then the cases of the address alone count.
     *
     * @param records those that carry the proven address
     * @param consentsOnly whether nothing but a consent is to change: that may be at any time
     * @param own the case that is being taken in; null while there is none
     */
    Optional<Reason> against(Proof proof, List<UUID> records, boolean consentsOnly, Reference own) {
        var ofAddress = trail.casesOf(proof.organisation(), proof.address()).stream();
        var ofRecord = records.size() == 1 ? trail.everAbout(records.get(0)).stream() : Stream.<Reference>of();
        return reason(Stream.concat(ofAddress, ofRecord), consentsOnly, own, other -> !isPassed(proof, records, other));
    }

    /** Whether an open alteration is not in the way of who has this proof. */
    boolean isPassed(Proof proof, Request other) {
        return isPassed(proof, contacts.idsHeldAt(proof.organisation(), proof.address()), other);
    }

    /** Staff have seen who is the person of the records; the other one was asked from elsewhere, by somebody whom they had not. */
    private boolean isPassed(Proof proof, List<UUID> records, Request other) {
        return other.type() == RequestType.ALTERATION
                && proof.checkedByStaff()
                && !other.isContested()
                && proof.isCheckedFor(records.stream()
                        .map(record -> contacts.get(record).pseudonym())
                        .toList())
                && proof.addresses().stream()
                        .noneMatch(address -> trail.isProven(other.reference(), other.organisation(), address));
    }

    /** The same, once staff have said whose record it is. What waits for this case does not count: both would wait for ever. */
    Optional<Reason> against(UUID record, boolean consentsOnly, Reference own) {
        return reason(trail.everAbout(record).stream(), consentsOnly, own, other -> !waits(other));
    }

    /** Another one of which nobody has said so yet, and a removal that has not begun to be carried out. */
    private static boolean waits(Request other) {
        return !other.isAttributed() || other.type().removes() && other.isUndoable();
    }

    private Optional<Reason> reason(
            Stream<Reference> cases, boolean consentsOnly, Reference own, Predicate<Request> which) {
        var others = cases.distinct()
                .filter(other -> !other.equals(own))
                .map(requests::get)
                .filter(which)
                .toList();
        if (others.stream().anyMatch(other -> other.isOpen() && other.type().removes())) {
            return Optional.of(Reason.REMOVAL_IS_OPEN);
        }
        if (others.stream().anyMatch(other -> other.isOpen() && other.type() == RequestType.ALTERATION)) {
            return Optional.of(Reason.ALTERATION_IS_OPEN);
        }
        return !consentsOnly && others.stream().anyMatch(this::wasADayAgoAtMost)
                ? Optional.of(Reason.TOO_SOON)
                : Optional.empty();
    }

    /** A consent that was given or taken back counts for nothing here. */
    private boolean wasADayAgoAtMost(Request other) {
        return other.type() == RequestType.ALTERATION
                && other.status() != RequestStatus.CANCELLED
                && other.receivedAt().isAfter(clock.instant().minus(BETWEEN_TWO))
                && jdbc.sql("select count(*) from alteration_record where reference = ? and consents_only")
                                .param(other.reference().value())
                                .query(Integer.class)
                                .single()
                        == 0;
    }
}
