package org.pidesk.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.operator.Operators;
import org.pidesk.operator.ProcessingSystem;
import org.springframework.stereotype.Component;

/** What a fact says beside its kind, in plain words: a report says it shortly, the page of its case at length. */
@Component
class Particulars {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T.*Z");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]+");
    /** Whose report it is, its reader knows. */
    private static final Set<String> UNSAID = Set.of("organisation");

    private static final Set<String> ZEROS = Set.of("left", "refused");

    private final Operators operators;

    Particulars(Operators operators) {
        this.operators = operators;
    }

    /** For the lines of one page: the names of systems are read once. */
    Speaker of(OrganisationId organisation) {
        return new Speaker(operators.of(organisation).stream()
                .collect(Collectors.toMap(system -> system.id().toString(), ProcessingSystem::name)));
    }

    record Speaker(Map<String, String> systems) {
        String say(Map<String, String> detail) {
            return detail.entrySet().stream()
                    .filter(each -> saysSomething(each.getKey(), each.getValue()))
                    .sorted(Map.Entry.comparingByKey())
                    .map(each -> spaced(each.getKey()) + ": " + value(each.getKey(), each.getValue()))
                    .collect(Collectors.joining(", "));
        }

        /** No ground was needed, or nothing was refused: nobody misses the word. */
        private static boolean saysSomething(String name, String value) {
            return !UNSAID.contains(name) && !value.equals("NONE") && !(value.equals("0") && ZEROS.contains(name));
        }

        private String value(String name, String written) {
            if (name.equals("task")) {
                return spaced(written.substring(written.indexOf('_') + 1));
            }
            if (DATE.matcher(written).matches()) {
                return Kind.DATE.words(LocalDate.parse(written));
            }
            if (name.equals("month")) {
                return Kind.MONTH.words(YearMonth.parse(written));
            }
            if (MOMENT.matcher(written).matches()) {
                return Kind.MOMENT.words(Instant.parse(written));
            }
            if (ID.matcher(written).matches()) {
                return systems.getOrDefault(written, "no longer registered");
            }
            return Stream.of(written.split(","))
                    .map(one -> CODE.matcher(one).matches()
                            ? one.toLowerCase(Locale.ROOT).replace('_', ' ')
                            : one)
                    .collect(Collectors.joining(", "));
        }

        /** {@code makeSameChanges}: make same changes. */
        private static String spaced(String joined) {
            return joined.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        }
    }
}
