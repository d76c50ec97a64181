package org.pidesk.request;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;

/**
 * What a person wants changed.
 *
 * @param changed the new values, each written as {@link Field#read} writes it
 * @param statement what to attach where it cannot be corrected; null for nothing
 */
public record AlterationAsked(Map<Field, String> changed, String statement) {
    private static final int LONGEST = 1000;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\n\\t]]");

    public AlterationAsked {
        var fields = new EnumMap<Field, String>(Field.class);
        changed.forEach((field, value) -> fields.put(field, field.read(value)));
        if (Field.NO.equals(fields.get(Field.CONSENT_TO_PROCESS))) {
            throw new IllegalArgumentException("taking back consent to process is a withdrawal, not an alteration");
        }
        if (statement != null && statement.length() > LONGEST) {
            throw new IllegalArgumentException("the statement is too long");
        }
        // the database would refuse some of it, long after it was taken in
        statement = statement == null ? null : UNSEEN.matcher(statement).replaceAll(" ");
        changed = Collections.unmodifiableMap(fields);
        statement = statement == null || statement.isBlank() ? null : statement.strip();
    }

    /** The new addresses: the person has to prove these too. */
    public Set<Address> newAddresses() {
        return changed.entrySet().stream()
                .filter(change -> change.getKey().isAddress())
                .map(change -> change.getKey().address(change.getValue()))
                .collect(Collectors.toUnmodifiableSet());
    }

    AlterationAsked without(BiPredicate<Field, String> which) {
        var rest = new EnumMap<Field, String>(Field.class);
        changed.forEach((field, value) -> {
            if (!which.test(field, value)) {
                rest.put(field, value);
            }
        });
        return new AlterationAsked(rest, statement);
    }

    boolean isOnlyAboutConsent() {
        return changed.keySet().stream().allMatch(Field::isConsent);
    }
}
