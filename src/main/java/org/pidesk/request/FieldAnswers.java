package org.pidesk.request;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.pidesk.contact.Field;
import org.pidesk.operator.Outcome;

/** What one system answered to each field, and how its refusals were settled. Words may be personal: it lies sealed. */
record FieldAnswers(Map<Field, One> fields) {
    /** What a system's people say about a field. */
    enum Done {
        DONE,
        /** The system holds no such thing of the person. */
        NOT_HELD,
        REFUSED
    }

    /** The four outcomes of section 24(2). */
    enum Settlement {
        /** It is to be corrected all the same: the system is asked again. */
        CORRECTED,
        /** It is destroyed or deleted there. */
        DELETED,
        /** It stays, and the person is given credible evidence in its support. */
        EVIDENCE_PROVIDED,
        /** It stays, with an indication that its correction was asked for and not made. */
        NOTE_ATTACHED
    }

    /**
     * @param because why it was refused; null otherwise
     * @param settlement null unless it was refused and settled
     * @param words what the person is told, or what the system is asked to do; null before
     */
    record One(Done done, String because, Settlement settlement, String words) {
        boolean isRefused() {
            return done == Done.REFUSED && settlement == null;
        }

        boolean isAskedAgain() {
            return settlement == Settlement.CORRECTED;
        }

        boolean isLeft() {
            return settlement == Settlement.EVIDENCE_PROVIDED || settlement == Settlement.NOTE_ATTACHED;
        }
    }

    static final FieldAnswers NONE = new FieldAnswers(Map.of());

    static String file(UUID system) {
        return "fields:" + system;
    }

    FieldAnswers with(Map<Field, One> more) {
        var all = new EnumMap<Field, One>(Field.class);
        all.putAll(fields);
        all.putAll(more);
        return new FieldAnswers(all);
    }

    /** The fields still to be answered: all of them first, then those that are asked again. */
    List<Field> toAnswer(Set<Field> changed) {
        return Arrays.stream(Field.values())
                .filter(changed::contains)
                .filter(field -> !fields.containsKey(field) || fields.get(field).isAskedAgain())
                .toList();
    }

    List<Field> refused() {
        return fields.entrySet().stream()
                .filter(answer -> answer.getValue().isRefused())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The answer of the system as a whole, in the words of the register. */
    Outcome outcome() {
        if (!refused().isEmpty()) {
            return Outcome.CANNOT;
        }
        if (fields.values().stream().anyMatch(One::isLeft)) {
            return Outcome.PARTLY;
        }
        return fields.values().stream().allMatch(answer -> answer.done() == Done.NOT_HELD)
                ? Outcome.NOT_FOUND
                : Outcome.DONE;
    }
}
