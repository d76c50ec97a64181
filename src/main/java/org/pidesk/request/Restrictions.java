package org.pidesk.request;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Hold;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Component;

/** What a case did to its records before anything was removed, and how it is undone. */
@Component
class Restrictions {
    /** How it stood with each record before this case decided anything. */
    private static final String HOLDS_BEFORE = "holds-before";

    private final Trail trail;
    private final CaseFiles files;
    private final Contacts contacts;

    Restrictions(Trail trail, CaseFiles files, Contacts contacts) {
        this.trail = trail;
        this.files = files;
        this.contacts = contacts;
    }

    private record HoldsBefore(Map<UUID, List<Hold>> ofRecords) {}

    /** Before the first decision: what earlier decisions hold comes back when this case is undone. */
    void rememberHolds(Reference reference, List<Contact> records) {
        if (files.read(reference, HOLDS_BEFORE, HoldsBefore.class).isEmpty()) {
            var holds =
                    records.stream().map(Contact::id).collect(Collectors.toMap(Function.identity(), contacts::holdsOf));
            files.keep(reference, HOLDS_BEFORE, new HoldsBefore(holds), null);
        }
    }

    /** Puts back what earlier decisions held, instead of what this case decided. */
    void putHoldsBack(Reference reference) {
        files.read(reference, HOLDS_BEFORE, HoldsBefore.class)
                .ifPresent(before -> before.ofRecords().forEach(contacts::hold));
        forget(reference);
    }

    /** What keeps the records of a case that was refused: one ground, one day; empty where nothing does any more. */
    Optional<Hold> hold(Reference reference) {
        return trail.recordsOf(reference).stream()
                .flatMap(record -> contacts.holdsOf(record).stream())
                .findFirst();
    }

    /** Whether a day until which something was to stay has come before it was released. */
    boolean aDayHasCome(Reference reference, LocalDate today) {
        return trail.recordsOf(reference).stream()
                .flatMap(record -> contacts.holdsOf(record).stream())
                .anyMatch(hold -> hold.until() != null && !hold.until().isAfter(today));
    }

    /** It cannot be undone any more. */
    void forget(Reference reference) {
        files.destroy(reference, HOLDS_BEFORE);
    }

    /** The case is not about this record any more: it is used again, unless another case or an earlier hold restricts it. */
    void letGo(Reference reference, UUID record) {
        // a case that begins about it now either is seen below, or waits and restricts it again
        contacts.lock(record);
        trail.isNotAbout(reference, record);
        if (!trail.isElsewhere(reference, record) && contacts.holdsOf(record).isEmpty()) {
            contacts.liftRestriction(record);
        }
    }
}
