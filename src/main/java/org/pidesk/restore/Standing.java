package org.pidesk.restore;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Consents.Refusal;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Hold;
import org.pidesk.kernel.Channel;
import org.pidesk.suppression.Suppressions;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads from the database how a subject stands, and has a restored database do the same again. Only what protects a person
 * is done again: no yes comes back, and nothing is lifted. Done twice, it is done once.
 */
@Component
@Transactional
class Standing {
    private static final String LISTED = "listed";
    private static final String FREE = "free";
    private static final String NOTHING = "-";

    private final Suppressions suppressions;
    private final Contacts contacts;
    private final Consents consents;

    Standing(Suppressions suppressions, Contacts contacts, Consents consents) {
        this.suppressions = suppressions;
        this.contacts = contacts;
        this.consents = consents;
    }

    @Transactional(readOnly = true)
    public List<Entry> of(Collection<Subject> subjects) {
        return subjects.stream()
                .map(subject -> new Entry(subject, state(subject)))
                .toList();
    }

    /** Everything that stands, for a journal that begins. */
    @Transactional(readOnly = true)
    public List<Subject> everything() {
        var all = new ArrayList<Subject>();
        suppressions.entries().forEach(entry -> all.add(Subject.listed(entry)));
        contacts.removed().forEach(record -> all.add(Subject.erased(record)));
        Stream.concat(contacts.limited().stream(), consents.refusing().stream())
                .distinct()
                .forEach(record -> all.add(Subject.refused(record)));
        return all;
    }

    private String state(Subject subject) {
        return switch (subject.kind()) {
            case LISTED -> suppressions.hasEntry(subject.entry()) ? LISTED : FREE;
            case ERASED -> holds(subject.record());
            case REFUSED -> refusals(subject.record());
        };
    }

    private String holds(UUID record) {
        return joined(contacts.holdsOf(record).stream()
                .map(hold -> String.join(
                        "|",
                        hold.item(),
                        hold.ground(),
                        hold.until() == null ? "" : hold.until().toString(),
                        hold.decidedOn().toString())));
    }

    private String refusals(UUID id) {
        if (!contacts.isHeld(id)) {
            return "used yes " + NOTHING;
        }
        var record = contacts.get(id);
        return (record.state() == Contact.State.ACTIVE ? "used" : "stored")
                + (record.consentToProcess() ? " yes " : " no ")
                + joined(consents.refusals(id).stream()
                        .map(no -> no.channel() + "|" + (no.interest() == null ? "" : no.interest())));
    }

    private static String joined(Stream<String> parts) {
        var text = parts.collect(Collectors.joining(","));
        return text.isEmpty() ? NOTHING : text;
    }

    /** What was done with entries of a journal. */
    record Done(int listed, int erased, int refused) {
        Done and(Done more) {
            return new Done(listed + more.listed, erased + more.erased, refused + more.refused);
        }
    }

    /** @return how many the database had forgotten */
    public Done impose(List<Entry> entries) {
        var listed = suppressions.listAgain(entries.stream()
                .filter(entry -> entry.subject().kind() == Subject.Kind.LISTED)
                .filter(entry -> entry.state().equals(LISTED))
                .map(entry -> entry.subject().entry())
                .toList());
        var erased = 0;
        var refused = 0;
        for (var entry : entries) {
            if (entry.subject().kind() == Subject.Kind.ERASED) {
                erased += erase(entry.subject().record(), entry.state()) ? 1 : 0;
            } else if (entry.subject().kind() == Subject.Kind.REFUSED) {
                refused += refuse(entry.subject().record(), entry.state().split(" ")) ? 1 : 0;
            }
        }
        return new Done(listed, erased, refused);
    }

    private boolean erase(UUID record, String state) {
        if (!contacts.isHeld(record) || contacts.get(record).state() == Contact.State.DE_IDENTIFIED) {
            return false;
        }
        var kept = parts(state).map(Standing::hold).toList();
        if (isErasedBut(kept, record)) {
            return false;
        }
        contacts.hold(record, kept);
        contacts.withdrawConsent(record);
        contacts.deIdentify(record);
        return true;
    }

    /** Its rest was de-identified before, and the same parts are held. */
    private boolean isErasedBut(List<Hold> kept, UUID id) {
        var record = contacts.get(id);
        return record.source() == null
                && record.state() == Contact.State.RESTRICTED
                && undated(contacts.holdsOf(id)).equals(undated(kept));
    }

    /** Entries of earlier journals do not say when a hold was decided. */
    private static Set<Hold> undated(List<Hold> holds) {
        return holds.stream()
                .map(hold -> new Hold(hold.item(), hold.ground(), hold.until(), null))
                .collect(Collectors.toSet());
    }

    private static Hold hold(String text) {
        var parts = text.split("\\|", -1);
        return new Hold(
                parts[0],
                parts[1],
                parts[2].isEmpty() ? null : LocalDate.parse(parts[2]),
                parts.length < 4 ? null : LocalDate.parse(parts[3]));
    }

    private boolean refuse(UUID id, String[] state) {
        if (!contacts.isHeld(id) || contacts.get(id).state() == Contact.State.DE_IDENTIFIED) {
            return false;
        }
        var record = contacts.get(id);
        var changed = false;
        if (state[0].equals("stored") && record.state() == Contact.State.ACTIVE) {
            contacts.restrict(id);
            changed = true;
        }
        if (state[1].equals("no") && record.consentToProcess()) {
            contacts.withdrawConsent(id);
            changed = true;
        }
        var nos = parts(state[2])
                .map(text -> text.split("\\|", -1))
                .map(parts -> new Refusal(Channel.valueOf(parts[0]), parts[1].isEmpty() ? null : parts[1]))
                .toList();
        return consents.refuseAgain(id, nos) || changed;
    }

    private static Stream<String> parts(String joined) {
        return joined.equals(NOTHING) ? Stream.empty() : Arrays.stream(joined.split(","));
    }
}
