package org.pidesk.request;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contact;
import org.pidesk.contact.ContactDeIdentified;
import org.pidesk.contact.Contacts;
import org.pidesk.identity.Proof;
import org.pidesk.identity.StaffChecks;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.request.HeldReading.HeldRecord;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Staff see who a person is and say how they know; then the person's own page shows the record in clear. What they
 * wrote is sealed; of the person's papers nothing is kept.
 */
@Service
public class PersonChecks {
    private static final String IDENTITY = CaseFiles.EVIDENCE + ":identity";

    private final StaffChecks words;
    private final HeldReading reading;
    private final Contacts contacts;
    private final UnsureChanges changes;
    private final CaseFiles files;
    private final ActivityLog activity;
    private final TransactionOperations transaction;
    private final JdbcClient jdbc;
    private final Clock clock;

    PersonChecks(
            StaffChecks words,
            HeldReading reading,
            Contacts contacts,
            UnsureChanges changes,
            CaseFiles files,
            ActivityLog activity,
            TransactionOperations transaction,
            JdbcClient jdbc,
            Clock clock) {
        this.words = words;
        this.reading = reading;
        this.contacts = contacts;
        this.changes = changes;
        this.files = files;
        this.activity = activity;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A record that may be the person's: as much of it as staff need to compare it with papers.
     *
     * @param idNumber its last four digits; null when none is held
     * @param unsure what changed of late without anybody being sure that it was the person who asked
     */
    public record Candidate(
            UUID pseudonym,
            String number,
            String name,
            String email,
            String mobile,
            String idNumber,
            List<Unsure> unsure) {}

    /**
     * An alteration that was asked by who had proven one address only.
     *
     * @param openUntil by when it is to be closed; null once it is
     * @param stood what stood before, line by line, its addresses masked
     */
    public record Unsure(Reference reference, Instant askedAt, LocalDate openUntil, List<String> stood) {}

    /**
     * The records of whoever reads out this word; empty when no such word is out at this organisation. That staff read
     * what stood in them before is recorded.
     *
     * @throws org.pidesk.identity.TooManyRequests when this member of staff has tried too many
     */
    public Optional<List<Candidate>> find(OrganisationId organisation, String word, String staff) {
        var found = words.find(organisation, word, staff).map(this::candidates);
        found.ifPresent(candidates -> candidates.forEach(candidate -> noteThatChangesAreRead(candidate, staff)));
        return found;
    }

    private void noteThatChangesAreRead(Candidate candidate, String staff) {
        for (var change : candidate.unsure()) {
            activity.record(Fact.of(change.reference(), "CHANGE_READ")
                    .by(staff)
                    .about(candidate.pseudonym().toString()));
        }
    }

    /**
     * Notes that staff have seen who the person is.
     *
     * @param records which of the records are the person's
     * @param how in a sentence how they know
     * @return false when the word is over
     * @throws IllegalArgumentException when a record is none of those that carry the address
     */
    public boolean confirm(OrganisationId organisation, String word, Set<UUID> records, String how, String staff) {
        var proof = words.find(organisation, word, staff);
        return proof.isPresent()
                && Boolean.TRUE.equals(
                        transaction.execute(status -> confirm(proof.get(), organisation, word, records, how, staff)));
    }

    private boolean confirm(
            Proof proof, OrganisationId organisation, String word, Set<UUID> records, String how, String staff) {
        var known = candidates(proof).stream().map(Candidate::pseudonym).collect(Collectors.toSet());
        if (records.isEmpty() || !known.containsAll(records)) {
            throw new IllegalArgumentException("a check is about records that carry the address");
        }
        if (!words.confirm(organisation, word, records)) {
            return false;
        }
        // of its own: there may be no case, and the check belongs to none
        var reference = Reference.random();
        files.keep(
                reference,
                IDENTITY,
                Map.of(
                        "address",
                        proof.address().value(),
                        "words",
                        how,
                        "by",
                        staff,
                        "at",
                        clock.instant().toString()),
                files.endOfEvidence(organisation));
        for (var record : records) {
            noteIsAbout(reference, contacts.seen(organisation, record, proof.addresses()));
            activity.record(Fact.of(reference, "IDENTITY_CHECKED").by(staff).about(record.toString()));
        }
        return true;
    }

    private void noteIsAbout(Reference reference, UUID contact) {
        jdbc.sql("insert into identity_check (reference, contact) values (?, ?)")
                .params(reference.value(), contact)
                .update();
    }

    /** A record is de-identified: with the last one of a check goes what staff wrote about its person. */
    @EventListener
    void on(ContactDeIdentified gone) {
        jdbc
                .sql("delete from identity_check where contact = ? returning reference")
                .param(gone.contact())
                .query((row, number) -> new Reference(row.getString(1)))
                .list()
                .stream()
                .filter(this::isAboutNobody)
                .forEach(reference -> files.destroy(reference, IDENTITY));
    }

    private boolean isAboutNobody(Reference reference) {
        return jdbc.sql("select count(*) from identity_check where reference = ?")
                        .param(reference.value())
                        .query(Integer.class)
                        .single()
                == 0;
    }

    private List<Candidate> candidates(Proof proof) {
        var unsure = contacts.heldAt(proof.organisation(), proof.address()).stream()
                .collect(Collectors.toMap(Contact::pseudonym, changes::of));
        return reading.read(proof).records().stream()
                .map(record -> candidate(record, unsure.getOrDefault(record.pseudonym(), List.of())))
                .toList();
    }

    private static Candidate candidate(HeldRecord record, List<Unsure> unsure) {
        return new Candidate(
                record.pseudonym(),
                Long.toString(record.number()),
                Stream.of(record.firstName(), record.lastName())
                        .filter(name -> name != null)
                        .collect(Collectors.joining(" ")),
                masked(record.email()),
                masked(record.mobile()),
                Masking.lastDigits(record.idNumber()),
                unsure);
    }

    private static String masked(String address) {
        return address == null ? null : Address.parse(address).masked();
    }
}
