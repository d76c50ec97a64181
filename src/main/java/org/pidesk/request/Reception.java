package org.pidesk.request;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.identity.Proof;
import org.pidesk.identity.TooManyRequests;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.sla.Deadlines;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Opens cases: one of a kind for one address at a time, each with its proof, its evidence and its process. */
@Component
class Reception {
    private static final int CANCELLED_A_DAY = 5;
    private static final int CANCELLED_BY_OTHERS = 2;
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final RequestRepository repository;
    private final Trail trail;
    private final CaseFiles files;
    private final CasePeople people;
    private final Contacts contacts;
    private final EndedPurposes purposes;
    private final AlterationLimits limits;
    private final PersonalNotices notices;
    private final Deadlines deadlines;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    Reception(
            RequestRepository repository,
            Trail trail,
            CaseFiles files,
            CasePeople people,
            Contacts contacts,
            EndedPurposes purposes,
            AlterationLimits limits,
            PersonalNotices notices,
            Deadlines deadlines,
            ActivityLog activity,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.repository = repository;
        this.trail = trail;
        this.files = files;
        this.people = people;
        this.contacts = contacts;
        this.purposes = purposes;
        this.limits = limits;
        this.notices = notices;
        this.deadlines = deadlines;
        this.activity = activity;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes a request in, in the caller's transaction; its process starts before this returns. Asked again while one is
     * open, it is the same one; a removal, where that one is about all that is held at the address, which from then on has
     * asked for it, too.
     *
     * @param wording the version of the page that the person confirmed
     * @param before what else the case must know before its process starts
     * @throws TooManyRequests when the person has cancelled too many today
     */
    Reference receive(Proof proof, RequestType type, String wording, Consumer<Request> before) {
        return receive(proof, type, wording, () -> {
            mustNotBeOneOfTooMany(proof);
            return open(proof, type, wording, before);
        });
    }

    /** Takes it in once more because staff say so, however many the person has cancelled. */
    Reference receiveAgain(Proof proof, RequestType type, String wording) {
        return receive(proof, type, wording, () -> open(proof, type, wording, request -> {}));
    }

    /** Two addresses of one record wait for each other too, and the second one looks again: the case is there by then. */
    private Reference receive(Proof proof, RequestType type, String wording, Supplier<Reference> opening) {
        oneAtATime(proof);
        var open = openCase(proof, type);
        if (open.isEmpty() && type.removes()) {
            alone(contacts.idsHeldAt(proof.organisation(), proof.address()));
            open = openCase(proof, type);
        }
        if (type.removes()) {
            open.ifPresent(request -> join(request, proof, wording));
        }
        return open.map(Request::reference).orElseGet(opening);
    }

    /** What another address of the person, or whoever reads there, has asked for is asked from here, too. */
    private void join(Request request, Proof proof, String wording) {
        var reference = request.reference();
        if (!trail.isAskedFrom(reference, proof.organisation(), proof.address())) {
            return;
        }
        files.keep(reference, CaseFiles.WORKING_COPY, files.of(reference).alsoAskedAt(proof.address()), null);
        files.keepAsEvidence(
                request, CaseFiles.EVIDENCE, files.evidence(reference).alsoAsked(proof, wording));
        activity.record(
                request.fact("ASKED_FROM_ANOTHER_ADDRESS").by(Fact.PERSON).with("wording", wording));
        contestIfOthersCancelled(request, proof);
        notices.receipt(request, proof.address());
    }

    /**
     * Every case tells other addresses that it began and that it was cancelled: so none may go round in circles. What
     * somebody else cancels is not held against the person.
     */
    private void mustNotBeOneOfTooMany(Proof proof) {
        var aDayAgo = clock.instant().minus(Duration.ofDays(1));
        if (trail.cancelledFrom(proof.organisation(), proof.address(), aDayAgo) >= CANCELLED_A_DAY) {
            throw new TooManyRequests("You have cancelled several requests today. Please try again tomorrow.");
        }
    }

    /** Not once it is released: nobody of staff would come to it again, and whoever asked could not stop it any more. */
    private void contestIfOthersCancelled(Request request, Proof proof) {
        var cancelled = trail.removalsCancelledByOthers(
                proof.organisation(), proof.address(), clock.instant().minus(REMEMBERED));
        if (cancelled >= CANCELLED_BY_OTHERS
                && request.isUndoable()
                && request.pauseEndsAt() == null
                && !request.isContested()) {
            request.contest();
            activity.record(request.fact("FOUND_CONTESTED"));
        }
    }

    /** A double click and a second tab wait here for each other; the lock goes with the transaction. */
    private void oneAtATime(Proof proof) {
        oneAtATime(trail.lockNumber(proof.organisation(), proof.address()));
    }

    /** Whoever opens a case by one of these addresses waits here. */
    void aloneAt(OrganisationId organisation, List<Address> addresses) {
        addresses.stream()
                .map(address -> trail.lockNumber(organisation, address))
                .sorted()
                .forEach(this::oneAtATime);
    }

    private void oneAtATime(long number) {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(number)
                .query((row, count) -> 0)
                .list();
    }

    /**
     * Opens a case that nobody asked for, about one record: its purpose has ended (section 14(4)). While a case is open
     * that removes the record, it is that one.
     *
     * @param by who of the staff says so, or the system
     * @param before what else the case must know before its process starts
     */
    Reference begin(Contact record, String by, Consumer<Request> before) {
        oneAtATime(lockNumber(record.id()));
        return openCaseAbout(record).orElseGet(() -> openAbout(record, by, before));
    }

    private static long lockNumber(UUID record) {
        return record.getMostSignificantBits();
    }

    private Optional<Reference> openCaseAbout(Contact record) {
        return trail.everAbout(record.id()).stream()
                .map(repository::get)
                .filter(request -> request.isOpen() && request.type().removes())
                .map(Request::reference)
                .findFirst();
    }

    private Reference openAbout(Contact record, String by, Consumer<Request> before) {
        var today = LocalDate.now(clock);
        var request = Request.received(
                RequestType.DE_IDENTIFICATION,
                record.organisation(),
                clock.instant(),
                deadlines.answerTo(today).date());
        request.startedBy(by);
        request.namedLike(record.pseudonym());
        request.attribute();
        repository.saveAndFlush(request);
        var reference = request.reference();
        trail.isAbout(reference, record.id());
        files.keep(reference, CaseFiles.WORKING_COPY, CaseFile.NOBODY_ASKED, null);
        files.keepAsEvidence(request, CaseFiles.EVIDENCE, Evidence.NOBODY_ASKED);
        before.accept(request);
        events.publishEvent(new RequestReceived(reference, RequestType.DE_IDENTIFICATION));
        return reference;
    }

    /** Whoever begins a case about one of these records waits here. Nothing of them is read before: it might be old. */
    void alone(List<UUID> records) {
        records.stream().map(Reception::lockNumber).sorted().forEach(this::oneAtATime);
    }

    private Optional<Request> openCase(Proof proof, RequestType type) {
        return type.removes()
                ? openRemoval(proof)
                : trail.casesOf(proof.organisation(), proof.address()).stream()
                        .map(repository::get)
                        .filter(request -> request.isOpen() && request.type() == type)
                        .filter(request -> !limits.isPassed(proof, request))
                        .findFirst();
    }

    /** Both ways to be removed lead to the same end. Who was only warned of one may have a record of their own. */
    private Optional<Request> openRemoval(Proof proof) {
        return trail.lockOpenRemovals(proof.organisation(), proof.address()).stream()
                .map(repository::get)
                .filter(request -> people.coversAllAt(request, proof.address()))
                .filter(request -> mayStillAnswer(request, proof))
                .findFirst();
    }

    /** Whoever asks after the answer was written would have none: they get a case of their own. */
    private boolean mayStillAnswer(Request request, Proof proof) {
        return trail.isProven(request.reference(), proof.organisation(), proof.address())
                || !request.isAnswered() && !notices.isConfirmed(request);
    }

    private CaseFile fileOf(Proof proof, RequestType type, List<Contact> records) {
        var file = CaseFile.of(proof.address());
        return type.removes() && records.isEmpty()
                ? file.alsoAt(purposes.addressesBeside(proof.organisation(), proof.address()))
                : file;
    }

    private Reference open(Proof proof, RequestType type, String wording, Consumer<Request> before) {
        var today = LocalDate.now(clock);
        var request = Request.received(
                type,
                proof.organisation(),
                clock.instant(),
                deadlines.answerTo(today).date());
        repository.saveAndFlush(request);
        var reference = request.reference();
        trail.knows(reference, proof.organisation(), proof.address(), true);
        var records = contacts.heldAt(proof.organisation(), proof.address());
        if (type.removes()) {
            // what was begun without being asked leaves it to the person
            records.forEach(record -> purposes.stepBackFrom(record.id()));
        }
        records.forEach(record -> trail.isAbout(reference, record.id()));
        if (records.size() == 1) {
            request.namedLike(records.get(0).pseudonym());
        }
        if (records.size() <= 1) {
            request.attribute();
        }
        if (type.removes()) {
            contestIfOthersCancelled(request, proof);
        }
        files.keep(reference, CaseFiles.WORKING_COPY, fileOf(proof, type, records), null);
        files.keepAsEvidence(request, CaseFiles.EVIDENCE, Evidence.of(proof, wording));
        before.accept(request);
        activity.record(request.fact(type + "_RECEIVED")
                .by(Fact.PERSON)
                .with("due", request.due())
                .with("wording", wording));
        events.publishEvent(new RequestReceived(reference, type));
        return reference;
    }
}
