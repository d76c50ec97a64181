package org.pidesk.desk;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a fact says beside its kind, as staff read it in the trail of a case. */
final class FactDetails {
    private static final Map<String, String> MAILS =
            Map.of("ONE_FOR_THIS", "by a mail for this look-up", "ONE_FOR_MANY", "by one mail for many look-ups");

    private final StaffWords words;

    FactDetails(StaffWords words) {
        this.words = words;
    }

    String say(Map<String, String> detail) {
        return detail.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(each -> saysSomething(each.getKey(), each.getValue()))
                .map(each -> say(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** No ground was needed, or nothing was refused: nobody misses the line. */
    private static boolean saysSomething(String name, String value) {
        return !value.equals("NONE") && !(value.equals("0") && (name.equals("left") || name.equals("refused")));
    }

    private String say(String name, String value) {
        return switch (name) {
            case "records", "fields", "days", "systems", "tasks" -> count(value, name.substring(0, name.length() - 1));
            case "addresses" -> value.equals("1") ? "1 address" : value + " addresses";
            case "leads" -> value.equals("1") ? "1 enquiry" : value + " enquiries";
            case "contacts", "recipients" -> value.equals("1") ? "1 person" : value + " people";
            case "left" -> count(value, "field") + " left as it was";
            case "refused" -> count(value, "field") + " refused";
            case "leftovers" -> value.equals("0") ? "nothing was left over" : value + " left over";
            case "mail" -> MAILS.getOrDefault(value, words.value(value));
            case "found" -> value.equals("YES") ? "something was found" : "nothing was found";
            case "record" -> value.equals("LEAVE") ? "no record made here" : "a record made here";
            case "system", "outcome" -> words.value(value);
            case "to" -> "to " + words.who(value);
            case "substitute" -> "the substitute: " + words.who(value);
            case "insteadOf" -> "in place of " + words.who(value);
            case "task" -> "the task: " + task(value);
            case "decision" -> words.decision(value).toLowerCase(Locale.ROOT);
            case "due" -> "answer due on " + words.value(value);
            case "before" -> "before that on " + words.value(value);
            case "lodged", "day" -> "on " + words.value(value);
            default -> name + ": " + words.value(value);
        };
    }

    /** {@code userTask_makeSameChanges}: make same changes. */
    private static String task(String id) {
        return id.substring(id.indexOf('_') + 1).replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String count(String number, String what) {
        return number + " " + (number.equals("1") ? what : what + "s");
    }
}
