package org.pidesk.operator;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.NotAnAddress;

/** Reads what was typed, and gathers a sentence for each field that is not as it should be. */
final class EntryForm {
    private static final int LINE = 200;
    private static final int TEXT = 2000;
    private static final Pattern PHONE = Pattern.compile("[+0-9(][0-9 ()/-]{5,39}");
    /** Nobody types these, and the database refuses the first of them. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

    private final Map<String, String> typed;
    private final Map<String, String> complaints = new LinkedHashMap<>();

    EntryForm(Map<String, String> typed) {
        this.typed = typed;
    }

    /** A line that must be there. */
    String line(String field, String sentence) {
        return needed(field, LINE, sentence);
    }

    /** Some sentences that must be there. */
    String text(String field, String sentence) {
        return needed(field, TEXT, sentence);
    }

    private String needed(String field, int longest, String sentence) {
        var text = optional(field, longest);
        if (text == null) {
            complain(field, sentence);
        }
        return text;
    }

    /** A line that may be missing; then it is null. */
    String line(String field) {
        return optional(field, LINE);
    }

    private String optional(String field, int longest) {
        var text = UNSEEN.matcher(typed.getOrDefault(field, "")).replaceAll("").strip();
        if (text.length() > longest) {
            complain(field, "Use " + longest + " characters at most.");
        }
        return text.isEmpty() ? null : text;
    }

    String email(String field) {
        var text = line(field);
        try {
            return text == null ? null : EmailAddress.parse(text).value();
        } catch (NotAnAddress wrong) {
            complain(field, wrong.getMessage());
            return null;
        }
    }

    String phone(String field) {
        var text = line(field);
        if (text != null && !PHONE.matcher(text).matches()) {
            complain(field, "Write a phone number like 021 555 0100.");
        }
        return text;
    }

    LocalDate day(String field) {
        var text = line(field);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException unreadable) {
            complain(field, "Write the day like 2026-03-31.");
            return null;
        }
    }

    <E extends Enum<E>> E choice(String field, Class<E> type, String sentence) {
        var chosen = Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(typed.get(field)))
                .findFirst();
        if (chosen.isEmpty()) {
            complain(field, sentence);
        }
        return chosen.orElse(null);
    }

    /** The first complaint about a field stands. */
    void complain(String field, String sentence) {
        complaints.putIfAbsent(field, sentence);
    }

    boolean isBlank(String field) {
        return typed.getOrDefault(field, "").isBlank();
    }

    void mustBeComplete() {
        if (!complaints.isEmpty()) {
            throw new InvalidEntry(complaints);
        }
    }
}
