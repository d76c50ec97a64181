package org.pidesk.report;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisations;
import org.pidesk.report.Chart.Bar;
import org.pidesk.report.MonthFigures.Counted;
import org.pidesk.report.MonthFigures.Figure;
import org.pidesk.report.Sheet.Column;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On which grounds requests were refused. */
@Component
@Order(2)
class Refusals implements Report {
    private static final List<Column> COLUMNS = List.of(
            new Column("Month", Kind.MONTH),
            new Column("Request", Kind.TEXT),
            new Column("Ground", Kind.TEXT),
            new Column("Law", Kind.TEXT),
            new Column("Refused", Kind.NUMBER));

    private final MonthFigures figures;
    private final Organisations organisations;

    Refusals(MonthFigures figures, Organisations organisations) {
        this.figures = figures;
        this.organisations = organisations;
    }

    @Override
    public String address() {
        return "refusals";
    }

    @Override
    public String name() {
        return "Refusals by ground";
    }

    @Override
    public String says() {
        return "How many requests were refused, and on which ground.";
    }

    private record Line(YearMonth month, Right right, String ground) implements Comparable<Line> {
        private static final Comparator<Line> ORDER = Comparator.comparing(Line::month)
                .thenComparing(Line::right)
                .thenComparing(line -> line.ground, Comparator.nullsLast(Comparator.naturalOrder()));

        @Override
        public int compareTo(Line other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public Found of(OrganisationId organisation, Months months) {
        var lines = figures.cases(organisation, months).stream()
                .filter(Refusals::isRefused)
                .collect(Collectors.groupingBy(
                        one -> new Line(one.month(), Right.of(one), one.ground()),
                        TreeMap::new,
                        Collectors.summingLong(Counted::number)));
        var covers = ("%s, %s. Requests that were refused as a whole; what must stay of a request that was fulfilled in"
                        + " part is not among them. A look-up that was ended as an abuse counts here too.")
                .formatted(organisations.get(organisation).name(), months.words());
        return new Found(new Sheet("refusals-" + months.code(), name(), covers, COLUMNS, rows(lines)), chart(lines));
    }

    static boolean isRefused(Counted counted) {
        return counted.figure() == Figure.REFUSED || Grounds.ABUSE.equals(counted.ground());
    }

    private static List<List<Object>> rows(Map<Line, Long> lines) {
        var all = lines.values().stream().mapToLong(Long::longValue).sum();
        return Stream.concat(
                        lines.entrySet().stream().map(each -> row(each.getKey(), each.getValue())),
                        Stream.of(Arrays.<Object>asList(null, "All", null, null, all))
                                .filter(row -> all > 0))
                .toList();
    }

    private static List<Object> row(Line line, long number) {
        return Arrays.asList(
                line.month(), line.right().words(), Grounds.words(line.ground()), Grounds.law(line.ground()), number);
    }

    private static Chart chart(Map<Line, Long> lines) {
        var grounds = lines.entrySet().stream()
                .collect(Collectors.groupingBy(
                        each -> Grounds.words(each.getKey().ground()),
                        TreeMap::new,
                        Collectors.summingLong(Map.Entry::getValue)));
        var bars = grounds.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(each -> new Bar(each.getKey(), List.of((double) each.getValue()), String.valueOf(each.getValue())))
                .toList();
        return new Chart(
                "Refusals by ground",
                "A bar for each ground, as long as requests were refused on it; the most frequent first.",
                List.of("Refused"),
                bars);
    }
}
