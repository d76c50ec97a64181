package org.pidesk.request;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contact;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Day;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The cases of the people who ask. */
@Service
@Transactional
public class Requests {
    private final RequestRepository repository;
    private final Trail trail;
    private final CaseFiles files;
    private final CasePeople people;
    private final HeldReading reading;
    private final CaseViews views;
    private final CaseClock clocks;
    private final ActivityLog activity;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    Requests(
            RequestRepository repository,
            Trail trail,
            CaseFiles files,
            CasePeople people,
            HeldReading reading,
            CaseViews views,
            CaseClock clocks,
            ActivityLog activity,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.repository = repository;
        this.trail = trail;
        this.files = files;
        this.people = people;
        this.reading = reading;
        this.views = views;
        this.clocks = clocks;
        this.activity = activity;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is held at the address that was proven, masked as far as {@link Held} says. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Held heldFor(Proof proof) {
        var everything = reading.read(proof);
        var evidenceUntil = everything.cases().stream()
                .filter(this::isClosed)
                .flatMap(reference -> files.evidenceUntil(reference).stream())
                .max(Comparator.naturalOrder())
                .orElse(null);
        return new Held(
                new Masking(proof, everything).rows(),
                open(everything.cases()),
                removal(proof, everything.cases()),
                everything.blackListed(),
                evidenceUntil,
                everything.systems());
    }

    private boolean isClosed(Reference reference) {
        return repository
                .findById(reference.value())
                .filter(request -> !request.isOpen())
                .isPresent();
    }

    private List<CaseView> open(List<Reference> cases) {
        return cases.stream()
                .flatMap(reference -> repository.findById(reference.value()).stream())
                // a look-up stands beside whatever else the person asks; the page of nothing held says where it is
                .filter(request -> request.isOpen() && request.type() != RequestType.LOOK_UP)
                .map(this::view)
                .toList();
    }

    private Reference removal(Proof proof, List<Reference> cases) {
        return cases.stream()
                .flatMap(reference -> repository.findById(reference.value()).stream())
                .filter(request -> request.isOpen() && request.type().removes())
                .filter(request -> trail.isProven(request.reference(), request.organisation(), proof.address()))
                .filter(request -> people.coversAllAt(request, proof.address()))
                .map(Request::reference)
                .findFirst()
                .orElse(null);
    }

    /**
     * The address of a record that the person may prove too, to see the record in clear. Only its mask may be shown.
     *
     * @param record which of the records in {@link Held}, from 0
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Address> furtherAddress(Proof proof, int record) {
        var everything = reading.read(proof);
        return everything.records().stream()
                .skip(Math.max(0, record))
                .findFirst()
                .flatMap(chosen ->
                        new Masking(proof, everything).unproven(chosen).findFirst());
    }

    /** The case that a mailed link opens. */
    @Transactional(readOnly = true)
    public Optional<CaseView> at(Token link) {
        return trail.opens(link)
                .flatMap(reference -> repository.findById(reference.value()))
                .map(this::view);
    }

    /** The case of this reference, for the person who has proven an address of it. */
    @Transactional(readOnly = true)
    public Optional<CaseView> of(Proof proof, Reference reference) {
        return known(proof, reference)
                .flatMap(known -> repository.findById(known.value()))
                .map(this::view);
    }

    /** Whether a mailed link went to the person who asked, and not to an address of theirs that was only warned. */
    @Transactional(readOnly = true)
    public boolean isOfWhoAsked(Token link) {
        return trail.isProven(link);
    }

    /** Whether this is the person who asked: an address that they prove now was proven in the case. */
    @Transactional(readOnly = true)
    public boolean isOfWhoAsked(Proof proof, Reference reference) {
        return proof.addresses().stream().anyMatch(address -> trail.isProven(reference, proof.organisation(), address));
    }

    private Optional<Reference> known(Proof proof, Reference reference) {
        return trail.casesOf(proof.organisation(), proof.address()).stream()
                .filter(reference::equals)
                .findFirst();
    }

    private CaseView view(Request request) {
        return views.of(request);
    }

    /** The person says by a mailed link that what we waited for is there. */
    public void answered(Token link) {
        trail.opens(link).ifPresent(clocks::answered);
    }

    /** The person says so by a proven address. */
    public void answered(Proof proof, Reference reference) {
        known(proof, reference).ifPresent(clocks::answered);
    }

    /**
     * Cancels by a mailed link.
     *
     * @throws TooLateToCancel once it cannot be undone any more
     * @throws LeftToStaff when staff have to find out first who is who
     */
    public void cancel(Token link) {
        cancel(trail.opens(link), isOfWhoAsked(link), false);
        trail.wasCancelledBy(link);
    }

    /**
     * Cancels by a proven address.
     *
     * @throws TooLateToCancel once it cannot be undone any more
     * @throws LeftToStaff when staff have to find out first who is who
     */
    public void cancel(Proof proof, Reference reference) {
        cancel(known(proof, reference), isOfWhoAsked(proof, reference), isSeenByStaff(proof, reference));
        trail.wasCancelledFrom(reference, proof.organisation(), proof.address());
    }

    /** What staff say holds for the records that they ticked: it must be all that the case is about. */
    private boolean isSeenByStaff(Proof proof, Reference reference) {
        return proof.isCheckedFor(
                people.records(reference).stream().map(Contact::pseudonym).toList());
    }

    private void cancel(Optional<Reference> asked, boolean byWhoAsked, boolean byWhomStaffHaveSeen) {
        var request =
                asked.flatMap(reference -> repository.lock(reference.value())).orElseThrow(TooLateToCancel::new);
        if (request.isContested()
                && request.isUndoable()
                && !byWhomStaffHaveSeen
                && !(byWhoAsked && isAskedByOne(request))) {
            throw new LeftToStaff();
        }
        request.cancel(clock.instant());
        activity.record(request.fact(request.type() + "_CANCELLED").by(Fact.PERSON));
        events.publishEvent(new RequestCancelled(request.reference()));
        events.publishEvent(new RequestClosed(request.reference()));
    }

    /** Of two who ask for the same removal, either may be the one who stops it. What is proven in an alteration is one person's. */
    private boolean isAskedByOne(Request request) {
        return !request.type().removes() || !trail.wasAskedFromSeveral(request.reference());
    }

    /** When a case's evidence is gone, nobody needs to find the case by an address or a mailed link any more. */
    @Scheduled(cron = "0 17 3 * * *", zone = Day.ZONE_NAME)
    public void forgetOldAddresses() {
        jdbc
                .sql("select reference from request where closed_at is not null and"
                        + " (exists (select from request_address a where a.reference = request.reference)"
                        + " or exists (select from request_link l where l.reference = request.reference))")
                .query((row, number) -> new Reference(row.getString(1)))
                .list()
                .stream()
                .filter(reference -> files.evidenceUntil(reference).isEmpty())
                .forEach(trail::forgetAddresses);
    }

    /** The cases that know the proven address, the newest first. */
    @Transactional(readOnly = true)
    public List<CaseView> of(Proof proof) {
        return trail.casesOf(proof.organisation(), proof.address()).stream()
                .flatMap(reference -> repository.findById(reference.value()).stream())
                .map(this::view)
                .toList();
    }
}
