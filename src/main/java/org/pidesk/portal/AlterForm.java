package org.pidesk.portal;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.pidesk.contact.Field;
import org.pidesk.contact.NotAValue;
import org.pidesk.kernel.NotAnAddress;
import org.pidesk.request.AlterationAsked;

/**
 * What somebody typed into the alteration page. Only the fields of {@link Field} are read; whatever else a browser
 * sends is not looked at.
 *
 * @param typed what was typed into each field that is to change
 * @param errors a sentence for each field that is not as it should be
 * @param soAlready the fields that say so already
 */
record AlterForm(
        Map<Field, String> typed,
        String statement,
        Map<Field, String> errors,
        Set<Field> soAlready,
        boolean statementIsTooLong) {
    private static final int LONGEST_STATEMENT = 1000;

    static AlterForm empty() {
        return new AlterForm(Map.of(), "", Map.of(), Set.of(), false);
    }

    static AlterForm of(AlterationAsked asked) {
        return new AlterForm(
                asked.changed(), asked.statement() == null ? "" : asked.statement(), Map.of(), Set.of(), false);
    }

    /** @param parameters what the browser sent under a name; null for nothing */
    static AlterForm read(UnaryOperator<String> parameters) {
        var typed = new EnumMap<Field, String>(Field.class);
        var errors = new EnumMap<Field, String>(Field.class);
        for (var field : Field.values()) {
            var value = parameters.apply(name(field));
            if (value != null && !value.isBlank()) {
                typed.put(field, value);
                check(field, value, errors);
            }
        }
        var said = parameters.apply("statement");
        var statement = said == null ? "" : said.strip().replace("\r\n", "\n");
        return new AlterForm(typed, statement, errors, Set.of(), statement.length() > LONGEST_STATEMENT);
    }

    /** @param phone where somebody can ask whose new mobile no code can go to: no page of staff changes it either */
    AlterForm withoutCodesByText(String phone) {
        if (!typed.containsKey(Field.MOBILE) || errors.containsKey(Field.MOBILE)) {
            return this;
        }
        var all = new EnumMap<Field, String>(errors);
        all.put(
                Field.MOBILE,
                "We send no text messages, so no code can go to this number, and it cannot be changed on this page. You may"
                        + " still ask for the correction: phone us on " + phone + ".");
        return new AlterForm(typed, statement, all, soAlready, statementIsTooLong);
    }

    AlterForm soAlready(Set<Field> fields) {
        return new AlterForm(typed, statement, errors, fields, statementIsTooLong);
    }

    private static void check(Field field, String value, Map<Field, String> errors) {
        try {
            field.read(value);
        } catch (NotAnAddress | NotAValue unreadable) {
            errors.put(field, unreadable.getMessage());
        }
    }

    /** Its name on the page: {@code consent-to-market}. */
    static String name(Field field) {
        return field.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isEmpty() {
        return typed.isEmpty();
    }

    boolean isRight() {
        return !isEmpty() && errors.isEmpty() && !statementIsTooLong;
    }

    /** Taking back consent to process is a request of its own. */
    boolean withdraws() {
        return Field.NO.equals(typed.get(Field.CONSENT_TO_PROCESS));
    }

    AlterationAsked asked() {
        return new AlterationAsked(typed, statement);
    }
}
