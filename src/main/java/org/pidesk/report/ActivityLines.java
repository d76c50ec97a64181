package org.pidesk.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pidesk.activity.Entry;
import org.pidesk.activity.Fact;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Facts as the lines of a report: in words, with links to what they belong to as long as that is there. */
@Component
class ActivityLines {
    private final Deeds deeds;
    private final Particulars particulars;
    private final Contacts contacts;
    private final StaffMembers staff;
    private final JdbcClient jdbc;

    ActivityLines(Deeds deeds, Particulars particulars, Contacts contacts, StaffMembers staff, JdbcClient jdbc) {
        this.deeds = deeds;
        this.particulars = particulars;
        this.contacts = contacts;
        this.staff = staff;
        this.jdbc = jdbc;
    }

    /**
     * A line.
     *
     * @param detail what is said beside it; empty for nothing
     * @param link where the case or campaign is; null where the reference is of neither
     * @param record the record it is about; null where it is about none, or nobody can be found in it any more
     */
    record Line(Instant at, String what, String who, String detail, String reference, String link, AboutRecord record) {
        public String when() {
            return Kind.MOMENT.words(at);
        }
    }

    record AboutRecord(UUID id, long number) {}

    List<Line> of(OrganisationId organisation, List<Entry> entries) {
        var links = links(organisation, entries);
        var records = records(organisation, entries);
        var names = names(entries.stream().map(entry -> entry.fact().actor()).collect(Collectors.toSet()));
        var details = particulars.of(organisation);
        return entries.stream()
                .map(entry -> {
                    var fact = entry.fact();
                    return new Line(
                            entry.at(),
                            deeds.say(fact.kind()),
                            names.get(fact.actor()),
                            details.say(fact.detail()),
                            fact.reference().value(),
                            links.get(fact.reference().value()),
                            about(fact, records));
                })
                .toList();
    }

    /** From user names, and from what stands where nobody of the staff did it, to names. */
    Map<String, String> names(Set<String> actors) {
        return actors.stream().collect(Collectors.toMap(Function.identity(), this::name));
    }

    String name(String actor) {
        return switch (actor) {
            case Fact.PERSON -> "the person";
            case Fact.SYSTEM -> "pi-desk";
            default -> staff.find(actor).map(StaffMember::name).orElse(actor);
        };
    }

    private static AboutRecord about(Fact fact, Map<UUID, Contact> records) {
        var record = fact.about() == null ? null : records.get(UUID.fromString(fact.about()));
        return record == null ? null : new AboutRecord(record.id(), record.number());
    }

    private Map<UUID, Contact> records(OrganisationId organisation, List<Entry> entries) {
        var people = entries.stream()
                .map(entry -> entry.fact().about())
                .filter(Objects::nonNull)
                .map(UUID::fromString)
                .collect(Collectors.toSet());
        return contacts.namedInTheLog(organisation, people);
    }

    private Map<String, String> links(OrganisationId organisation, List<Entry> entries) {
        var references = new HashSet<String>();
        entries.forEach(entry -> references.add(entry.fact().reference().value()));
        var links = new HashMap<String, String>();
        for (var place : Map.of("request", "/desk/requests/", "campaign", "/desk/campaigns/")
                .entrySet()) {
            jdbc.sql("select reference from " + place.getKey()
                            + " where reference = any(:references) and organisation = :organisation")
                    .param("references", references.toArray(String[]::new))
                    .param("organisation", organisation.value())
                    .query(String.class)
                    .list()
                    .forEach(reference -> links.put(reference, place.getValue() + reference));
        }
        return links;
    }

    /** The days of a range, for a sentence. */
    static String range(LocalDate from, LocalDate to) {
        var first = Kind.DATE.words(from);
        return from.equals(to) ? first : first + " to " + Kind.DATE.words(to);
    }
}
