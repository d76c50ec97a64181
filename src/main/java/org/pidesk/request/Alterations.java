package org.pidesk.request;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.organisation.Organisations;
import org.pidesk.request.AlterationRefused.Reason;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what people want altered (section 24(1)(a)): typed first, confirmed then, and proven wherever it leads. */
@Service
@Transactional
public class Alterations {
    /** From what is altered once, nobody takes everything over in one go. */
    private static final Duration BETWEEN_TWO = Duration.ofHours(24);

    private static final Duration PROOF_HOLDS = Duration.ofMinutes(30);

    private final Reception reception;
    private final RequestRepository requests;
    private final Trail trail;
    private final CaseFiles files;
    private final Contacts contacts;
    private final Organisations organisations;
    private final AlterationDrafts drafts;
    private final JdbcClient jdbc;
    private final Clock clock;

    Alterations(
            Reception reception,
            RequestRepository requests,
            Trail trail,
            CaseFiles files,
            Contacts contacts,
            Organisations organisations,
            AlterationDrafts drafts,
            JdbcClient jdbc,
            Clock clock) {
        this.reception = reception;
        this.requests = requests;
        this.trail = trail;
        this.files = files;
        this.contacts = contacts;
        this.organisations = organisations;
        this.drafts = drafts;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps what was typed, sealed, until it is confirmed or the proof is over. @param token what the browser keeps */
    public void draft(Token token, Proof proof, AlterationAsked asked) {
        drafts.keep(token, asked, proof.provenAt().plus(PROOF_HOLDS));
    }

    /** What this browser has typed and not confirmed. */
    @Transactional(readOnly = true)
    public Optional<AlterationAsked> draftOf(Token token) {
        return drafts.find(token);
    }

    public void drop(Token token) {
        drafts.drop(token);
    }

    /** Whether the one record of the person is a company's: then it has no surname. */
    @Transactional(readOnly = true)
    public boolean isCompany(Proof proof) {
        var held = contacts.heldAt(proof.organisation(), proof.address());
        return held.size() == 1 && held.get(0).kind() == Contact.Kind.JURISTIC;
    }

    /**
     * Takes an alteration in, in the caller's transaction; its process starts before this returns.
     *
     * @param wording the version of the page that the person confirmed
     * @throws AlterationRefused when it cannot be taken in; then nothing of it is kept
     */
    public Reference ask(Proof proof, AlterationAsked asked, String wording) {
        var taken = new AtomicBoolean();
        var reference = reception.receive(proof, RequestType.ALTERATION, wording, request -> {
            takeIn(request, proof, asked, wording);
            taken.set(true);
        });
        if (!taken.get()) {
            throw new AlterationRefused(Reason.ALTERATION_IS_OPEN);
        }
        return reference;
    }

    private void takeIn(Request request, Proof proof, AlterationAsked asked, String wording) {
        var reference = request.reference();
        var records = trail.recordsOf(reference).stream().map(contacts::lock).toList();
        if (records.isEmpty()) {
            throw new AlterationRefused(Reason.NOTHING_HELD);
        }
        // before anything is compared: the answer would say whether a guess is what we hold
        if (!asked.newAddresses().stream().allMatch(proof::proves)) {
            throw new AlterationRefused(Reason.NOT_PROVEN);
        }
        var changes = withoutWhatIsSoAlready(asked, records);
        mustNotCrossAnother(reference, proof, records, changes);
        Stream.concat(changes.newAddresses().stream(), records.stream().flatMap(Contact::addresses))
                .filter(proof::proves)
                .forEach(address -> trail.knows(reference, proof.organisation(), address, true));
        files.keep(
                reference,
                CaseFiles.ALTERATION,
                Alteration.of(changes, wording, clock.instant()),
                LocalDate.now(clock)
                        .plusYears(organisations.get(proof.organisation()).evidenceYears()));
    }

    /** Where several records carry the address, nobody knows yet which of them is compared. */
    private static AlterationAsked withoutWhatIsSoAlready(AlterationAsked asked, List<Contact> records) {
        if (records.size() > 1) {
            return mustChangeSomething(asked);
        }
        var record = records.get(0);
        if (asked.changed().keySet().stream().anyMatch(field -> !record.has(field))) {
            throw new AlterationRefused(Reason.NO_SUCH_FIELD);
        }
        return mustChangeSomething(asked.without((field, value) -> value.equals(record.value(field))));
    }

    private static AlterationAsked mustChangeSomething(AlterationAsked asked) {
        if (asked.changed().isEmpty()) {
            throw new AlterationRefused(Reason.NOTHING_CHANGES);
        }
        return asked;
    }

    /** Records that only share an address may be other people's: then the cases of the address alone count. */
    private void mustNotCrossAnother(Reference reference, Proof proof, List<Contact> records, AlterationAsked asked) {
        var ofAddress = trail.casesOf(proof.organisation(), proof.address()).stream();
        var ofRecord = records.size() == 1 ? trail.everAbout(records.get(0).id()).stream() : Stream.<Reference>of();
        var others = Stream.concat(ofAddress, ofRecord)
                .distinct()
                .filter(other -> !other.equals(reference))
                .map(other -> requests.findById(other.value()).orElseThrow())
                .toList();
        if (others.stream().anyMatch(other -> other.isOpen() && other.type().removes())) {
            throw new AlterationRefused(Reason.REMOVAL_IS_OPEN);
        }
        if (others.stream().anyMatch(other -> other.isOpen() && other.type() == RequestType.ALTERATION)) {
            throw new AlterationRefused(Reason.ALTERATION_IS_OPEN);
        }
        if (!asked.isOnlyAboutConsent() && others.stream().anyMatch(this::wasADayAgoAtMost)) {
            throw new AlterationRefused(Reason.TOO_SOON);
        }
    }

    /** A consent may be given and taken back at any time; that counts for nothing here. */
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
