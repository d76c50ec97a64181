package org.pidesk.request;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.request.AlterationRefused.Reason;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what people want altered (section 24(1)(a)): typed first, confirmed then, and proven wherever it leads. */
@Service
@Transactional
public class Alterations {
    private static final Duration PROOF_HOLDS = Duration.ofMinutes(30);

    private final Reception reception;
    private final AlterationLimits limits;
    private final Trail trail;
    private final CaseFiles files;
    private final Contacts contacts;
    private final HeldReading reading;
    private final AlterationDrafts drafts;
    private final Clock clock;

    Alterations(
            Reception reception,
            AlterationLimits limits,
            Trail trail,
            CaseFiles files,
            Contacts contacts,
            HeldReading reading,
            AlterationDrafts drafts,
            Clock clock) {
        this.reception = reception;
        this.limits = limits;
        this.trail = trail;
        this.files = files;
        this.contacts = contacts;
        this.reading = reading;
        this.drafts = drafts;
        this.clock = clock;
    }

    /** Keeps what was typed, sealed, until it is confirmed or the proof is over. @param token what the browser keeps */
    public void draft(Token token, Proof proof, AlterationAsked asked) {
        drafts.keep(token, asked, proof.provenAt().plus(PROOF_HOLDS));
    }

    /** What this browser has typed and not confirmed. */
    @Transactional(readOnly = true)
    public Optional<AlterationDraft> draftOf(Token token) {
        return drafts.find(token);
    }

    /** The case that came of a draft, while the proof holds. @param fingerprint of the draft, as a browser sent it */
    @Transactional(readOnly = true)
    public Optional<Reference> whatBecameOf(String fingerprint) {
        return drafts.whatBecameOf(fingerprint);
    }

    /** What is in the way of any alteration but of a consent, before anything is typed. */
    @Transactional(readOnly = true)
    public Optional<Reason> inTheWay(Proof proof) {
        return limits.against(proof, ids(held(proof)), false, null);
    }

    /**
     * Says as early as it can be said that something would not be taken in. A new address need not be proven yet.
     *
     * @throws AlterationRefused when it would not; one field that says so already is enough
     */
    @Transactional(readOnly = true)
    public void check(Proof proof, AlterationAsked asked) {
        var rest = whatChanges(proof, held(proof), asked, null);
        var same = new HashSet<>(asked.changed().keySet());
        same.removeAll(rest.changed().keySet());
        if (!same.isEmpty()) {
            throw new AlterationRefused(Reason.NOTHING_CHANGES, same);
        }
    }

    /**
     * Takes a draft in, in the caller's transaction; it is a draft no more.
     *
     * @param wording the version of the page that the person confirmed
     * @throws AlterationRefused when it cannot be taken in; then nothing of it is kept, but the draft
     */
    public Reference confirm(Token token, Proof proof, AlterationDraft draft, String wording) {
        var reference = ask(proof, draft.asked(), wording);
        drafts.taken(token, draft, reference);
        return reference;
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
        if (!asked.newAddresses().stream().allMatch(proof::proves)) {
            throw new AlterationRefused(Reason.NOT_PROVEN);
        }
        var changes = whatChanges(proof, records, asked, reference);
        if (changes.changed().isEmpty()) {
            throw new AlterationRefused(Reason.NOTHING_CHANGES, asked.changed().keySet());
        }
        if (proof.isCheckedFor(records.stream().map(Contact::pseudonym).toList())) {
            request.contest();
        }
        Stream.concat(changes.newAddresses().stream(), records.stream().flatMap(Contact::addresses))
                .filter(proof::proves)
                .forEach(address -> trail.knows(reference, proof.organisation(), address, true));
        files.keepAsEvidence(
                request,
                CaseFiles.ALTERATION,
                Alteration.of(changes, wording, clock.instant(), proof.checkedRecords()));
    }

    /** What is left without what says so already. @param own the case that is being taken in; null while there is none */
    private AlterationAsked whatChanges(Proof proof, List<Contact> records, AlterationAsked asked, Reference own) {
        if (records.isEmpty()) {
            throw new AlterationRefused(Reason.NOTHING_HELD);
        }
        if (records.size() == 1 && !asked.changed().keySet().stream().allMatch(records.get(0)::has)) {
            throw new AlterationRefused(Reason.NO_SUCH_FIELD);
        }
        var rest = withoutWhatIsSeenToBeSo(proof, asked);
        limits.against(proof, ids(records), rest.isOnlyAboutConsent(), own).ifPresent(reason -> {
            throw new AlterationRefused(reason);
        });
        return rest;
    }

    /**
     * A new value is compared with what the person sees, and never with what is held: what is masked is asked for, taken
     * in, limited and answered alike, whether it says so already or not. Where several records carry the address, nobody
     * knows yet which of them is compared.
     */
    private AlterationAsked withoutWhatIsSeenToBeSo(Proof proof, AlterationAsked asked) {
        var rows = new Masking(proof, reading.read(proof)).rows();
        if (rows.size() != 1) {
            return asked;
        }
        return asked.without((field, value) -> rows.get(0).says(field, value) || isProven(proof, field, value));
    }

    /** The record was found by the proven address: that it stands there is nothing new. */
    private static boolean isProven(Proof proof, Field field, String value) {
        return field.isAddress() && field.address(value).equals(proof.address());
    }

    private List<Contact> held(Proof proof) {
        return contacts.heldAt(proof.organisation(), proof.address());
    }

    private static List<UUID> ids(List<Contact> records) {
        return records.stream().map(Contact::id).toList();
    }
}
