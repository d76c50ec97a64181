package org.pidesk.request;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;

/**
 * What was asked, and what stood there before; sealed in the vault with the case, until its evidence ends.
 *
 * @param wording the version of the page that was confirmed
 * @param before what each record of the person said; empty until it is clear whose record it is
 * @param left the fields that stay as they are in our own record, each with what the person is told
 * @param applied whether our own record says so already
 * @param seen pseudonyms of the records whose person staff had seen before this was asked
 */
record Alteration(
        Map<Field, String> changed,
        String statement,
        String wording,
        Instant askedAt,
        List<Before> before,
        Map<Field, String> left,
        boolean applied,
        Set<UUID> seen) {

    Alteration {
        seen = seen == null ? Set.of() : Set.copyOf(seen);
    }

    /** One record as it was; a field that was empty is not in it. */
    record Before(UUID record, Map<Field, String> was) {}

    static Alteration of(AlterationAsked asked, String wording, Instant at, Set<UUID> seen) {
        return new Alteration(asked.changed(), asked.statement(), wording, at, List.of(), Map.of(), false, seen);
    }

    AlterationAsked asked() {
        return new AlterationAsked(changed, statement);
    }

    Alteration noting(Contact record) {
        var was = new EnumMap<Field, String>(Field.class);
        for (var field : Field.values()) {
            if (record.value(field) != null) {
                was.put(field, record.value(field));
            }
        }
        var all = new ArrayList<>(before);
        all.removeIf(one -> one.record().equals(record.id()));
        all.add(new Before(record.id(), was));
        return new Alteration(changed, statement, wording, askedAt, List.copyOf(all), left, applied, seen);
    }

    Alteration leaving(Map<Field, String> reasons) {
        var more = new LinkedHashMap<>(left);
        more.putAll(reasons);
        return new Alteration(changed, statement, wording, askedAt, before, more, applied, seen);
    }

    Alteration done() {
        return new Alteration(changed, statement, wording, askedAt, before, left, true, seen);
    }

    boolean changesAnAddress() {
        return changed.keySet().stream().anyMatch(Field::isAddress);
    }

    Set<Address> newAddresses() {
        return asked().newAddresses();
    }

    /** What a record said when the person asked; null when nothing stood there, or the record is not known. */
    String was(Field field) {
        return before.isEmpty() ? null : before.get(0).was().get(field);
    }

    /** The same of one of its records. */
    String was(UUID record, Field field) {
        return before.stream()
                .filter(one -> one.record().equals(record))
                .findFirst()
                .map(one -> one.was().get(field))
                .orElse(null);
    }

    /** By what one of its records was to be found before. */
    CaseFile.Former former(UUID record) {
        var name = Stream.of(Field.NAME, Field.SURNAME)
                .map(field -> was(record, field))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        return new CaseFile.Former(name, was(record, Field.EMAIL), was(record, Field.MOBILE));
    }

    /** What stood in a record when this was asked; what stands there now while nobody has said whose record it is. */
    String stood(Contact record, Field field) {
        return before.stream().anyMatch(one -> one.record().equals(record.id()))
                ? was(record.id(), field)
                : record.value(field);
    }
}
