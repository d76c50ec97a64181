package org.pidesk.task;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pidesk.kernel.Day;
import org.pidesk.kernel.Visible;

/** Reads what a form sent, and gathers a sentence for each field that is not as it should be. */
public final class AnswerForm {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 2000;
    private static final int SHORTEST_LINE = 2;
    private static final int LONGEST_LINE = 300;

    private final Map<String, ?> answer;
    private final Map<String, String> complaints = new LinkedHashMap<>();

    /** @param answer as it came; anything may stand in it */
    public AnswerForm(Map<String, ?> answer) {
        this.answer = answer;
    }

    /** A text of 10 to 2000 characters. */
    public String text(String field, String sentence) {
        return text(field, SHORTEST, LONGEST, sentence);
    }

    /** A text of so many characters; what is too short is complained of by the sentence. */
    public String text(String field, int shortest, int longest, String sentence) {
        return measured(field, plain(field), shortest, longest, sentence);
    }

    /** A text of one line, 2 to 300 characters, as it can be read out to the person. */
    public String line(String field, String sentence) {
        return line(field, SHORTEST_LINE, LONGEST_LINE, sentence);
    }

    /** A text of one line and so many characters; what is too short is complained of by the sentence. */
    public String line(String field, int shortest, int longest, String sentence) {
        return measured(field, typed(field), shortest, longest, sentence);
    }

    private String measured(String field, String text, int shortest, int longest, String sentence) {
        if (text.length() < shortest) {
            complain(field, sentence);
        } else if (text.length() > longest) {
            complain(field, "Use " + longest + " characters at most.");
        }
        return text;
    }

    /** What was typed, as one line of what can be seen; empty when it is nothing. */
    public String typed(String field) {
        return answer.get(field) instanceof String text ? Visible.line(text) : "";
    }

    /** One of some words; null when it is none, which is complained of. */
    public <E extends Enum<E>> E choice(String field, Class<E> type, List<E> offered, String sentence) {
        var chosen = oneOf(answer.get(field), type, offered);
        if (chosen == null) {
            complain(field, sentence);
        }
        return chosen;
    }

    /** Any of its words. */
    public <E extends Enum<E>> E choice(String field, Class<E> type, String sentence) {
        return choice(field, type, List.of(type.getEnumConstants()), sentence);
    }

    /** The constant of that name; null when there is none. */
    public static <E extends Enum<E>> E oneOf(Object value, Class<E> type) {
        return oneOf(value, type, List.of(type.getEnumConstants()));
    }

    private static <E extends Enum<E>> E oneOf(Object value, Class<E> type, List<E> offered) {
        return Arrays.stream(type.getEnumConstants())
                .filter(offered::contains)
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElse(null);
    }

    /** Whether a box is ticked. */
    public boolean ticked(String field) {
        return Boolean.TRUE.equals(answer.get(field)) || "true".equals(answer.get(field));
    }

    /** A list of texts; empty when there is none. */
    public List<String> texts(String field) {
        return list(field).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** A list of objects; empty when there is none. */
    public List<Map<?, ?>> objects(String field) {
        return list(field).stream()
                .<Map<?, ?>>mapMulti((value, into) -> {
                    if (value instanceof Map<?, ?> map) {
                        into.accept(map);
                    }
                })
                .toList();
    }

    /** The one object of a list that names something; an empty form when none does. */
    public AnswerForm part(String field, String key, String name) {
        return objects(field).stream()
                .filter(object -> name.equals(object.get(key)))
                .findFirst()
                .map(object -> new AnswerForm(asMap(object)))
                .orElseGet(() -> new AnswerForm(Map.of()));
    }

    /** The one part for each of these names; a complaint where some is missing, stands twice, or is none of them. */
    public Map<String, AnswerForm> parts(String field, String key, Set<String> names, String sentence) {
        var given = objects(field).stream().map(object -> object.get(key)).toList();
        if (given.size() != names.size() || !names.equals(new HashSet<Object>(given))) {
            complain(field, sentence);
            return Map.of();
        }
        return names.stream().collect(Collectors.toMap(name -> name, name -> part(field, key, name)));
    }

    /** The same, its keys as texts. */
    public static Map<String, Object> asMap(Map<?, ?> object) {
        var map = new LinkedHashMap<String, Object>();
        object.forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
    }

    /** Whether a text is shorter or longer than {@link #text} takes it. */
    public boolean isTooShort(String field) {
        return plain(field).length() < SHORTEST || plain(field).length() > LONGEST;
    }

    /** A text as it was typed, but for the space around it, what is not seen and how its lines end; empty when there is none. */
    public String plain(String field) {
        return answer.get(field) instanceof String typed
                ? Visible.text(typed.replace("\r\n", "\n").replace('\r', ' '))
                : "";
    }

    private List<?> list(String field) {
        return answer.get(field) instanceof List<?> values ? values : List.of();
    }

    /** A day; null when none was given. */
    public LocalDate day(Object value, String field) {
        if (value == null || "".equals(value)) {
            return null;
        }
        try {
            return Day.read(value.toString());
        } catch (DateTimeException unreadable) {
            complain(field, "Enter the day like 2027-03-31.");
            return null;
        }
    }

    /** Of each field, the first sentence counts. */
    public void complain(String field, String sentence) {
        complaints.putIfAbsent(field, sentence);
    }

    /** @throws InvalidAnswer when anything was complained of */
    public void mustBeComplete() {
        mustBeComplete(InvalidAnswer::new);
    }

    /** @param refusal made of a sentence for each field, and thrown when anything was complained of */
    public <X extends RuntimeException> void mustBeComplete(Function<Map<String, String>, X> refusal) {
        if (!complaints.isEmpty()) {
            throw refusal.apply(complaints);
        }
    }
}
