package org.pidesk.request;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pidesk.contact.Field;

/**
 * What the written confirmation of an alteration says (section 24(4)).
 *
 * @param fields a line for each field, with what became of it in each place
 * @param notes what was not changed and why
 * @param notTold a line for each system that was left out because it was suspended
 */
record AlterationReport(List<String> fields, List<String> notes, List<String> notTold, LocalDate evidenceUntil) {
    /** Not «changed»: that would say whether a value that the person could not see was another one before. */
    private static final String AS_ASKED = "as you asked";

    /** Somebody else's may stand there, so it says nothing of what does. */
    private static final String NOT_THEIRS =
            "Our own record was not changed, because we could not find that a record at this address is yours. Show us who you"
                    + " are, and ask again.";

    /** Also why ours was not changed, where no record was found to be the person's. */
    AlterationReport ofNoRecordOfTheirs() {
        var all = new ArrayList<String>();
        all.add(NOT_THEIRS);
        all.addAll(notes);
        return new AlterationReport(fields, List.copyOf(all), notTold, evidenceUntil);
    }

    /** @param answers of each system, by its name, in the order in which they were asked */
    static AlterationReport of(
            Alteration alteration,
            boolean recordHeld,
            Map<String, FieldAnswers> answers,
            List<String> notTold,
            LocalDate evidenceUntil) {
        var places = new EnumMap<Field, Map<String, List<String>>>(Field.class);
        var notes = new ArrayList<String>();
        for (var field : alteration.changed().keySet().stream().sorted().toList()) {
            var became = new LinkedHashMap<String, List<String>>();
            if (recordHeld) {
                var left = alteration.left().get(field);
                add(became, left == null ? AS_ASKED : "not changed", "in our own record");
                if (left != null) {
                    notes.add(field.label() + ", in our own record: " + left + " " + attached(alteration));
                }
            }
            answers.forEach((system, its) -> {
                var one = its.fields().get(field);
                add(became, one == null ? "not answered" : words(one), "at " + system);
                if (one != null && one.settlement() != null && one.words() != null) {
                    notes.add(field.label() + ", at " + system + ": " + one.words()
                            + (one.settlement() == FieldAnswers.Settlement.NOTE_ATTACHED
                                    ? " " + attached(alteration)
                                    : ""));
                }
            });
            places.put(field, became);
        }
        var lines = places.entrySet().stream()
                .map(field -> field.getKey().label() + ": "
                        + field.getValue().entrySet().stream()
                                .map(one -> one.getKey() + " " + String.join(", ", one.getValue()))
                                .collect(Collectors.joining("; ")))
                .toList();
        return new AlterationReport(lines, List.copyOf(notes), notTold, evidenceUntil);
    }

    private static void add(Map<String, List<String>> became, String what, String where) {
        became.computeIfAbsent(what, none -> new ArrayList<>()).add(where);
    }

    private static String words(FieldAnswers.One one) {
        if (one.settlement() == null || one.isAskedAgain()) {
            return switch (one.done()) {
                case DONE -> AS_ASKED;
                case NOT_HELD -> "not held";
                case REFUSED -> "not settled";
            };
        }
        return one.settlement() == FieldAnswers.Settlement.DELETED ? "deleted" : "not changed";
    }

    private static String attached(Alteration alteration) {
        return alteration.statement() == null
                ? "A note that you asked for the correction stands beside it wherever we show it."
                : "Your statement stands beside it wherever we show it.";
    }
}
