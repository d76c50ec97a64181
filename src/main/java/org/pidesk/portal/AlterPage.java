package org.pidesk.portal;

import java.util.Arrays;
import java.util.List;
import org.pidesk.contact.Field;
import org.pidesk.request.Held;

/** The fields of a record as the alteration page shows them: what is held beside what is to be. */
final class AlterPage {
    private AlterPage() {}

    /**
     * One field.
     *
     * @param name its name in the form
     * @param label the key of its name in words
     * @param was what is held, masked unless it is shown in clear; null when nothing is, or the record is not known
     * @param changed what is to be; null when it stays
     * @param error a sentence; null when there is none
     * @param soAlready whether that is what stands there
     */
    record Row(Field field, String name, String label, String was, String changed, String error, boolean soAlready) {
        public boolean isConsent() {
            return field.isConsent();
        }
    }

    static List<Row> rows(Held held, AlterForm form) {
        var one = held.records().size() == 1 ? held.records().get(0) : null;
        var company = one != null && one.company();
        return Arrays.stream(Field.values())
                .filter(field -> !(company && field == Field.SURNAME))
                .map(field -> new Row(
                        field,
                        AlterForm.name(field),
                        "portal.alter.field." + (company && field == Field.NAME ? "COMPANY" : field.name()),
                        // where several records carry the address, nobody knows yet which of them is meant
                        one == null ? null : one.written(field),
                        changed(form, field),
                        form.errors().get(field),
                        form.soAlready().contains(field)))
                .toList();
    }

    /** What cannot be read is shown as it was typed. */
    private static String changed(AlterForm form, Field field) {
        var typed = form.typed().get(field);
        return typed == null || form.errors().containsKey(field) ? typed : field.written(typed);
    }
}
