package org.pidesk.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisations;
import org.pidesk.report.Chart.Bar;
import org.pidesk.report.MonthFigures.Counted;
import org.pidesk.report.MonthFigures.Figure;
import org.pidesk.report.Sheet.Column;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How many requests came and went in each month, and whether in time. */
@Component
@Order(1)
class Volumes implements Report {
    private static final List<Column> COLUMNS = List.of(
            new Column("Month", Kind.MONTH),
            new Column("Request", Kind.TEXT),
            new Column("Received", Kind.NUMBER),
            new Column("Fulfilled", Kind.NUMBER),
            new Column("Refused", Kind.NUMBER),
            new Column("Cancelled", Kind.NUMBER),
            new Column("On time", Kind.NUMBER),
            new Column("Late", Kind.NUMBER),
            new Column("Extended", Kind.NUMBER),
            new Column("On-time rate", Kind.PERCENT));

    private final MonthFigures figures;
    private final Organisations organisations;

    Volumes(MonthFigures figures, Organisations organisations) {
        this.figures = figures;
        this.organisations = organisations;
    }

    @Override
    public String address() {
        return "volumes";
    }

    @Override
    public String name() {
        return "Volumes and on-time rate";
    }

    @Override
    public String says() {
        return "How many requests came, how they ended, and how many were answered by their last day.";
    }

    @Override
    public Found of(OrganisationId organisation, Months months) {
        var counted = figures.cases(organisation, months).stream()
                .filter(one -> one.figure() != Figure.OVERDUE)
                .toList();
        var covers =
                "%s, %s. Each figure belongs to the month in which it happened: a request that came in one month may be answered in another. On time is what was answered on its last day at the latest; what was cancelled is neither. An answer counts once it is delivered or finally fails, a refused de-identification once its refusal is written."
                        .formatted(organisations.get(organisation).name(), months.words());
        var sheet = new Sheet("volumes-" + months.code(), name(), covers, COLUMNS, rows(counted));
        return new Found(sheet, chart(counted, months));
    }

    private static List<List<Object>> rows(List<Counted> counted) {
        var months = counted.stream().collect(Collectors.groupingBy(Counted::month, TreeMap::new, Collectors.toList()));
        var rows = new ArrayList<List<Object>>();
        months.forEach((month, ofMonth) ->
                tallies(ofMonth).forEach((right, tally) -> rows.add(row(month, right.words(), tally))));
        if (!rows.isEmpty()) {
            rows.add(row(null, "All", tally(counted)));
        }
        return rows;
    }

    private static Map<Right, Tally> tallies(List<Counted> counted) {
        var tallies = new TreeMap<Right, Tally>();
        counted.forEach(one ->
                tallies.computeIfAbsent(Right.of(one), right -> new Tally()).add(one));
        return tallies;
    }

    private static Tally tally(List<Counted> counted) {
        var all = new Tally();
        counted.forEach(all::add);
        return all;
    }

    private static List<Object> row(YearMonth month, String request, Tally tally) {
        return Arrays.asList(
                month,
                request,
                tally.of(Figure.RECEIVED),
                tally.of(Figure.FULFILLED),
                tally.of(Figure.REFUSED),
                tally.of(Figure.CANCELLED),
                tally.of(Figure.ON_TIME),
                tally.of(Figure.LATE),
                tally.of(Figure.EXTENDED),
                tally.onTime());
    }

    private static Chart chart(List<Counted> counted, Months months) {
        var bars = months.each().stream()
                .map(month -> bar(
                        month,
                        tally(counted.stream()
                                .filter(one -> one.month().equals(month))
                                .toList())))
                .toList();
        return new Chart(
                "Requests answered in each month",
                "A bar for each month, as long as requests were answered in it: first those on time, then those that"
                        + " were late.",
                List.of("Answered on time", "Answered late"),
                bars);
    }

    private static Bar bar(YearMonth month, Tally tally) {
        return new Bar(
                Kind.MONTH.words(month),
                List.of((double) tally.of(Figure.ON_TIME), (double) tally.of(Figure.LATE)),
                "%d received, %d answered, %d late"
                        .formatted(tally.of(Figure.RECEIVED), tally.answered(), tally.of(Figure.LATE)));
    }
}
