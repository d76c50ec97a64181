package org.pidesk.request;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.contact.Statement;
import org.springframework.stereotype.Component;

/** Our own record and a field that is to be altered in it: what is in the way, and what is noted beside it. */
@Component
class OwnRecord {
    private final Trail trail;
    private final CaseFiles files;
    private final Contacts contacts;
    private final Clock clock;

    OwnRecord(Trail trail, CaseFiles files, Contacts contacts, Clock clock) {
        this.trail = trail;
        this.files = files;
        this.contacts = contacts;
        this.clock = clock;
    }

    /** Why a field cannot simply be changed. */
    enum Hindrance {
        /** The new address stands in another record too. */
        SHARED_ADDRESS,
        /** Since the person asked, somebody else has changed the field. */
        CHANGED_SINCE
    }

    /**
     * @param others the records that carry the new address
     * @param now what the field says; null when nothing does
     */
    record InTheWay(Field field, Hindrance hindrance, List<Contact> others, String now) {}

    List<InTheWay> inTheWay(Request request) {
        var alteration = alteration(request);
        var ours = trail.recordsOf(request.reference());
        var found = new ArrayList<InTheWay>();
        alteration.changed().forEach((field, value) -> {
            var others = others(request, ours, field, value);
            if (!others.isEmpty()) {
                found.add(new InTheWay(field, Hindrance.SHARED_ADDRESS, others, alteration.was(field)));
                return;
            }
            ours.stream()
                    .map(contacts::get)
                    .filter(record -> hasChangedSince(alteration, record, field, value))
                    .findFirst()
                    .ifPresent(record ->
                            found.add(new InTheWay(field, Hindrance.CHANGED_SINCE, List.of(), record.value(field))));
        });
        return found;
    }

    /**
     * Whether our own record says something else by now than this alteration wrote there: then another system must not be
     * taken back behind it.
     */
    static boolean saysOtherwise(Contact record, Alteration alteration, Field field) {
        return alteration.applied()
                && record.has(field)
                && !alteration.left().containsKey(field)
                && !alteration.changed().get(field).equals(record.value(field));
    }

    private List<Contact> others(Request request, List<UUID> ours, Field field, String value) {
        if (!field.isAddress() || ours.isEmpty()) {
            return List.of();
        }
        return contacts.heldAt(request.organisation(), field.address(value)).stream()
                .filter(other -> !ours.contains(other.id()))
                .toList();
    }

    private static boolean hasChangedSince(Alteration alteration, Contact record, Field field, String value) {
        var now = record.value(field);
        return !field.isConsent() && !value.equals(now) && !Objects.equals(now, alteration.was(record.id(), field));
    }

    /** Notes beside a field the person's own words, or the indication that the law asks for (section 24(2)(d)). */
    void attach(Request request, UUID record, Alteration alteration, Field field) {
        contacts.attach(record, new Statement(field, words(alteration, field), request.reference(), clock.instant()));
    }

    private String words(Alteration alteration, Field field) {
        return alteration.statement() != null
                ? alteration.statement()
                : "The person asked on "
                        + PersonalNotices.day(LocalDate.ofInstant(alteration.askedAt(), clock.getZone()))
                        + " for a correction of this field, which was not made everywhere. Wanted: "
                        + alteration.changed().get(field);
    }

    /** Notes it on every record that the case is about. */
    void attach(Request request, Field field) {
        var alteration = alteration(request);
        trail.recordsOf(request.reference()).forEach(record -> attach(request, record, alteration, field));
    }

    Alteration alteration(Request request) {
        return files.read(request.reference(), CaseFiles.ALTERATION, Alteration.class)
                .orElseThrow();
    }
}
