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
     */
    record Row(Field field, String name, String label, String was, String changed, String error) {
        public boolean isConsent() {
            return field.isConsent();
        }
    }

    static List<Row> rows(Held held, boolean company, AlterForm form) {
        return Arrays.stream(Field.values())
                .filter(field -> !(company && field == Field.SURNAME))
                .map(field -> new Row(
                        field,
                        AlterForm.name(field),
                        "portal.alter.field." + (company && field == Field.NAME ? "COMPANY" : field.name()),
                        was(held, field),
                        form.typed().get(field),
                        form.errors().get(field)))
                .toList();
    }

    /** Where several records carry the address, nobody knows yet which of them is meant. */
    private static String was(Held held, Field field) {
        if (held.records().size() != 1) {
            return null;
        }
        var row = held.records().get(0);
        return switch (field) {
            case NAME -> row.firstName();
            case SURNAME -> row.lastName();
            case EMAIL -> row.email();
            case MOBILE -> row.mobile();
            case CONSENT_TO_PROCESS -> row.consentToProcess() ? Field.YES : Field.NO;
            case CONSENT_TO_MARKET -> row.consentToMarket() ? Field.YES : Field.NO;
        };
    }
}
