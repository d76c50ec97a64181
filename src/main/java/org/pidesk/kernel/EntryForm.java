package org.pidesk.kernel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads what was typed, and gathers a sentence for each field that is not as it should be. */
public final class EntryForm {
    private static final int LINE = 200;
    private static final int TEXT = 2000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final Pattern BREAK = Pattern.compile("(?<!\\s)\\s*\\R\\s*");
    private static final Pattern PHONE = Pattern.compile("[+0-9(][0-9 ()/-]{5,39}");
    /** Nobody types these, and the database refuses the first of them. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

    private final Map<String, String> typed;
    private final Map<String, String> complaints = new LinkedHashMap<>();

    public EntryForm(Map<String, String> typed) {
        this.typed = typed;
    }

    /** A line that must be there. */
    public String line(String field, String sentence) {
        return needed(field, line(field), sentence);
    }

    /** Some sentences that must be there. */
    public String text(String field, String sentence) {
        return needed(field, optional(field, TEXT), sentence);
    }

    private String needed(String field, String text, String sentence) {
        if (text == null) {
            complain(field, sentence);
        }
        return text;
    }

    /** A line that may be missing; then it is null. */
    public String line(String field) {
        var text = optional(field, LINE);
        return text == null ? null : BREAK.matcher(text).replaceAll(" ");
    }

    /** Each line of a text, without those that are empty. */
    public List<String> lines(String field) {
        var text = optional(field, TEXT);
        return text == null
                ? List.of()
                : text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }

    private String optional(String field, int longest) {
        var text = UNSEEN.matcher(typed.getOrDefault(field, "")).replaceAll("").strip();
        if (text.length() > longest) {
            complain(field, "Use " + longest + " characters at most.");
        }
        return text.isEmpty() ? null : text;
    }

    /** An email address as we keep it, or null where nothing was typed or it is none. */
    public String email(String field) {
        var text = line(field);
        try {
            return text == null ? null : EmailAddress.parse(text).value();
        } catch (NotAnAddress wrong) {
            complain(field, wrong.getMessage());
            return null;
        }
    }

    /** A phone number as it was typed, or null where nothing was; what is none is complained of. */
    public String phone(String field) {
        var text = line(field);
        if (text != null && !PHONE.matcher(text).matches()) {
            complain(field, "Write a phone number like 021 555 0100.");
        }
        return text;
    }

    /** A whole number that must be there, between these two. */
    public int number(String field, int least, int most) {
        var text = typed.getOrDefault(field, "").strip();
        var number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            complain(field, "Write a whole number from " + least + " to " + most + ".");
        }
        return number;
    }

    /** A day, or null where nothing was typed or it is none. */
    public LocalDate day(String field) {
        var text = line(field);
        try {
            return text == null ? null : Day.read(text);
        } catch (DateTimeException unreadable) {
            complain(field, "Write the day like 2026-03-31.");
            return null;
        }
    }

    /** One of these, by its code; null, and the sentence, where none of them was chosen. */
    public <E extends Enum<E>> E choice(String field, Class<E> type, String sentence) {
        var chosen = Arrays.stream(type.getEnumConstants())
                .filter(each -> each.name().equals(typed.get(field)))
                .findFirst();
        if (chosen.isEmpty()) {
            complain(field, sentence);
        }
        return chosen.orElse(null);
    }

    /** The first complaint about a field stands. */
    public void complain(String field, String sentence) {
        complaints.putIfAbsent(field, sentence);
    }

    public boolean isBlank(String field) {
        return typed.getOrDefault(field, "").isBlank();
    }

    public void mustBeComplete() {
        if (!complaints.isEmpty()) {
            throw new InvalidEntry(complaints);
        }
    }
}
