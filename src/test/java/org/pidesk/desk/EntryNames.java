package org.pidesk.desk;

import java.util.List;
import java.util.stream.Stream;

/** The names of the fields that the forms of entries ask for. */
public final class EntryNames {
    private EntryNames() {}

    public static List<String> all() {
        return Stream.of(OrganisationFields.NEW, SystemFields.GROUPS)
                .flatMap(List::stream)
                .flatMap(group -> group.fields().stream())
                .map(EntryField::name)
                .distinct()
                .toList();
    }
}
