package org.pidesk.request;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;

/**
 * A person's request: its life from receipt to the written answer. It says nothing about who asked; that lies sealed
 * in the vault.
 */
@Entity
class Request {
    /** A timer counts in milliseconds, and the clocks of engine and nodes are never quite alike. */
    private static final Duration ALIKE = Duration.ofSeconds(1);

    @Id
    private String reference;

    private String organisation;

    @Enumerated(EnumType.STRING)
    private RequestType type;

    @Enumerated(EnumType.STRING)
    private RequestStatus status;

    private Instant receivedAt;
    private LocalDate due;
    private UUID pseudonym;

    @Enumerated(EnumType.STRING)
    private Decision decision;

    @Enumerated(EnumType.STRING)
    private RefusalReason refusal;

    private boolean released;
    private String startedBy;
    private boolean attributed;
    private Instant pauseEndsAt;
    private Instant begunAt;
    private Instant answeredAt;
    private Instant closedAt;
    private boolean searching;
    private boolean abuse;
    private LocalDate told;
    private Integer extendedBy;
    private String extendedBecause;
    private Instant extendedAt;
    private boolean rested;
    private boolean contested;

    @Enumerated(EnumType.STRING)
    private Rung rung;

    private Instant breachedAt;

    @Version
    private Integer version;

    protected Request() {}

    static Request received(RequestType type, OrganisationId organisation, Instant at, LocalDate due) {
        var request = new Request();
        request.reference = Reference.random().value();
        request.organisation = organisation.value();
        request.type = type;
        request.status = RequestStatus.RECEIVED;
        request.receivedAt = at;
        request.due = due;
        request.told = due;
        request.pseudonym = UUID.randomUUID();
        return request;
    }

    /** Nobody asked: the purpose ended, says this member of staff, or the system (section 14(4)). */
    void startedBy(String somebody) {
        startedBy = somebody;
    }

    boolean askedByThePerson() {
        return startedBy == null;
    }

    /** Who of the staff began it, or the system; null when the person asked. */
    String startedBy() {
        return startedBy;
    }

    /** Names the person in the activity log as the record does, so that the person's history reads as one. */
    void namedLike(UUID pseudonymOfRecord) {
        pseudonym = pseudonymOfRecord;
    }

    /** It is clear which records are the person's: only then may their other addresses be told. */
    void attribute() {
        mustBeUndoable();
        attributed = true;
    }

    boolean isAttributed() {
        return attributed;
    }

    void decide(Decision decided, RefusalReason because) {
        mustBeUndoable();
        decision = decided;
        refusal = decided == Decision.ALL_HOLDS ? because : null;
        released = false;
    }

    /** A second person agrees with what was decided. */
    void release() {
        mustBeUndoable();
        if (decision == null) {
            throw new IllegalStateException("nothing is decided");
        }
        released = true;
    }

    /** A second person does not agree: it is decided anew. */
    void sendBack() {
        mustBeUndoable();
        decision = null;
        refusal = null;
        released = false;
    }

    void pauseUntil(Instant end) {
        mustBeUndoable();
        pauseEndsAt = end;
    }

    /**
     * From here on nothing can be cancelled.
     *
     * @throws IllegalStateException while it pauses: whatever woke the process, it is tried again later
     */
    void begin(Instant now) {
        mustBeUndoable();
        mustBeReleased();
        mustNotPause(now);
        status = RequestStatus.IN_PROGRESS;
        begunAt = now;
    }

    void cancel(Instant now) {
        if (!isCancellable(now)) {
            throw new TooLateToCancel();
        }
        close(RequestStatus.CANCELLED, now);
    }

    /** The organisation ends a look-up that is none. */
    void endAsAbuse(Instant now) {
        if (type != RequestType.LOOK_UP) {
            throw new IllegalStateException("only a look-up is ended as an abuse");
        }
        cancel(now);
        abuse = true;
    }

    boolean isAbuse() {
        return abuse;
    }

    /** The person asked too: a case that nobody asked for leaves it to theirs. */
    void stepBack(Instant now) {
        mustBeUndoable();
        if (askedByThePerson()) {
            throw new IllegalStateException("the person asked for this one");
        }
        close(RequestStatus.CANCELLED, now);
    }

    /** Nothing is removed. A withdrawal is not over with that: consent ends all the same, here and at each system. */
    void refuse(Instant now) {
        mustBeUndoable();
        mustBeReleased();
        if (!removesNothing()) {
            throw new IllegalStateException("a refusal needs its ground");
        }
        if (type == RequestType.WITHDRAWAL) {
            begin(now);
        } else {
            close(RequestStatus.REFUSED, now);
        }
    }

    /** Nothing was removed, and nobody uses any more what rested on consent alone. */
    void endRefused(Instant now) {
        mustHaveBegun();
        if (!removesNothing()) {
            throw new IllegalStateException("something was removed");
        }
        close(RequestStatus.REFUSED, now);
    }

    /** Whether it was decided that everything must stay. */
    boolean removesNothing() {
        return decision == Decision.ALL_HOLDS;
    }

    /** The person has the answer, is owed none, or cannot be reached; what is left is to see that nothing is left. */
    void search(Instant now) {
        mustHaveBegun();
        searching = true;
        answeredAt = now;
    }

    void fulfil(Instant now) {
        mustHaveBegun();
        searching = false;
        close(RequestStatus.FULFILLED, now);
    }

    /** The last day was reckoned again. What the person was told stands: the day may move on, and never back. */
    void reckonedAgain(LocalDate reckoned) {
        due = reckoned.isBefore(told) ? told : reckoned;
    }

    /** The person has more time to wait, and is told so in the same transaction. */
    void extend(int days, Set<ExtensionReason> because, LocalDate until, Instant now) {
        mustBeOpen();
        extendedBy = days;
        extendedBecause = because.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
        extendedAt = now;
        due = until;
        told = until;
    }

    /**
     * An address that did not ask stops it no more: because one has stopped the last removals, and staff find out who is who,
     * or because staff have seen that an alteration is asked by the person of its records.
     */
    void contest() {
        mustBeUndoable();
        contested = true;
    }

    boolean isContested() {
        return contested;
    }

    /** It waits for the person, or did. */
    void rest() {
        mustBeOpen();
        rested = true;
    }

    /** So late it is now. When the last day was over is known also where nobody noticed until later. */
    void climb(Rung reached, Instant at) {
        mustBeOpen();
        rung = reached;
        breachedAt = reached == Rung.BREACHED ? at : null;
    }

    /** Its dates have moved, and it is not as late any more; null when it is not late at all. */
    void stepDown(Rung reached) {
        mustBeOpen();
        rung = reached;
    }

    /** The highest rung that it has reached; null before the first. */
    Rung rung() {
        return rung;
    }

    private void mustBeOpen() {
        if (!isOpen()) {
            throw new IllegalStateException("the case is closed");
        }
    }

    private void close(RequestStatus as, Instant now) {
        status = as;
        closedAt = now;
    }

    private void mustBeUndoable() {
        if (!isUndoable()) {
            throw new TooLateToCancel();
        }
    }

    /** Where nothing was decided, because there is no record or nothing is removed, nobody has to release it. */
    private void mustBeReleased() {
        if (decision != null && !released) {
            throw new IllegalStateException("no second person has released it");
        }
    }

    private void mustNotPause(Instant now) {
        if (pauseEndsAt != null && pauseEndsAt.isAfter(now.plus(ALIKE))) {
            throw new IllegalStateException("the pause is not over");
        }
    }

    private void mustHaveBegun() {
        if (begunAt == null || closedAt != null) {
            throw new IllegalStateException("the case is not under way, or closed");
        }
    }

    /**
     * Only who asked can change their mind. An alteration that waited lets nobody do so after its pause, even if
     * something is still in its way: that this is so would tell of somebody else's record.
     */
    boolean isCancellable(Instant now) {
        return isUndoable() && askedByThePerson() && !(type == RequestType.ALTERATION && hasPausedUntil(now));
    }

    /** Whether it had a pause, and that is over. */
    boolean hasPausedUntil(Instant now) {
        return pauseEndsAt != null && !pauseEndsAt.isAfter(now);
    }

    boolean isUndoable() {
        return begunAt == null && closedAt == null;
    }

    boolean isOpen() {
        return status.isOpen();
    }

    /** A fact of this case, about its person; said to be the product's own until somebody else is named. */
    Fact fact(String kind) {
        return Fact.of(reference(), kind).about(pseudonym.toString());
    }

    Reference reference() {
        return new Reference(reference);
    }

    OrganisationId organisation() {
        return new OrganisationId(organisation);
    }

    RequestType type() {
        return type;
    }

    RequestStatus status() {
        return status;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    LocalDate due() {
        return due;
    }

    /** The last day that the person was told. */
    LocalDate told() {
        return told;
    }

    /** By how many days the time was extended; null when it was not. */
    Integer extendedBy() {
        return extendedBy;
    }

    List<ExtensionReason> extendedBecause() {
        return extendedBecause == null
                ? List.of()
                : Stream.of(extendedBecause.split(","))
                        .map(ExtensionReason::valueOf)
                        .toList();
    }

    boolean hasRested() {
        return rested;
    }

    UUID pseudonym() {
        return pseudonym;
    }

    Decision decision() {
        return decision;
    }

    RefusalReason refusal() {
        return refusal;
    }

    Instant pauseEndsAt() {
        return pauseEndsAt;
    }

    Instant begunAt() {
        return begunAt;
    }

    Instant closedAt() {
        return closedAt;
    }

    /** Whether nobody waits for an answer any more: from then on it gets no later. */
    boolean isAnswered() {
        return answeredAt != null || !isOpen();
    }
}
