package org.pidesk.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisations;
import org.pidesk.report.Chart.Bar;
import org.pidesk.report.MonthFigures.Counted;
import org.pidesk.report.MonthFigures.Figure;
import org.pidesk.report.Sheet.Column;
import org.pidesk.request.RequestType;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What the yearly report to the Information Regulator asks for (PAIA section 83(4)). Only what people asked for counts.
 * A request is deemed refused when its last day is over without an answer (section 58), also where one came later.
 */
@Component
@Order(5)
class PaiaYear implements Report {
    private static final List<Column> COLUMNS = Stream.of(
                    Stream.of(new Column("Figure", Kind.TEXT)),
                    Stream.of(RequestType.values()).map(type -> new Column(type.words(), Kind.NUMBER)),
                    Stream.of(new Column("All", Kind.NUMBER)))
            .flatMap(columns -> columns)
            .toList();

    private final MonthFigures figures;
    private final Organisations organisations;

    PaiaYear(MonthFigures figures, Organisations organisations) {
        this.figures = figures;
        this.organisations = organisations;
    }

    @Override
    public String address() {
        return "paia";
    }

    @Override
    public String name() {
        return "Yearly PAIA figures";
    }

    @Override
    public String says() {
        return "What the yearly report to the Information Regulator asks for: received, granted, refused, extended,"
                + " deemed refused.";
    }

    @Override
    public boolean isYearly() {
        return true;
    }

    private record Line(String name, Predicate<Counted> counts) {}

    @Override
    public Found of(OrganisationId organisation, Months months) {
        var asked = figures.cases(organisation, months).stream()
                .filter(Counted::asked)
                .toList();
        var covers =
                ("%s, 1 April %d to 31 March %d. Look-ups are requests for access in the sense of PAIA; what people ask"
                                + " under POPIA besides stands beside them. Who was shown at once on /pi what is held is in neither. Each figure belongs to the year in which it happened."
                                + " Deemed refused is what was unanswered when its last day was over, also where the answer came later.")
                        .formatted(
                                organisations.get(organisation).name(),
                                months.from().getYear(),
                                months.to().getYear());
        var file = "paia-%d-%d".formatted(months.from().getYear(), months.to().getYear());
        var rows = lines(asked).stream().map(line -> row(line, asked)).toList();
        return new Found(new Sheet(file, name(), covers, COLUMNS, rows), chart(asked));
    }

    private static List<Line> lines(List<Counted> asked) {
        var lines = new ArrayList<Line>();
        lines.add(line("Received", Figure.RECEIVED));
        lines.add(line("Granted, in full or in part", Figure.FULFILLED));
        lines.add(new Line("Refused", Refusals::isRefused));
        asked.stream()
                .filter(Refusals::isRefused)
                .map(Counted::ground)
                .distinct()
                .sorted(Comparator.nullsLast(Comparator.naturalOrder()))
                .forEach(ground -> lines.add(new Line(
                        "Refused: " + Grounds.words(ground),
                        one -> Refusals.isRefused(one) && Objects.equals(one.ground(), ground))));
        lines.add(new Line(
                "Cancelled by the person", one -> one.figure() == Figure.CANCELLED && !Refusals.isRefused(one)));
        lines.add(line("Extended", Figure.EXTENDED));
        lines.add(line("Deemed refused", Figure.OVERDUE));
        return lines;
    }

    private static Line line(String name, Figure figure) {
        return new Line(name, one -> one.figure() == figure);
    }

    private static List<Object> row(Line line, List<Counted> asked) {
        var row = new ArrayList<Object>(List.of(line.name()));
        for (var type : RequestType.values()) {
            row.add(sum(asked, line.counts().and(one -> one.type() == type)));
        }
        row.add(sum(asked, line.counts()));
        return row;
    }

    private static long sum(List<Counted> asked, Predicate<Counted> counts) {
        return asked.stream().filter(counts).mapToLong(Counted::number).sum();
    }

    private static Chart chart(List<Counted> asked) {
        var bars = lines(asked).stream()
                .map(line -> new Bar(line.name(), parts(line, asked), String.valueOf(sum(asked, line.counts()))))
                .toList();
        return new Chart(
                "The year in figures",
                "A bar for each figure: first look-ups, then what people asked for besides.",
                List.of("Look-ups", "Other requests"),
                bars);
    }

    private static List<Double> parts(Line line, List<Counted> asked) {
        var lookUps = sum(asked, line.counts().and(one -> one.type() == RequestType.LOOK_UP));
        return Arrays.asList((double) lookUps, (double) (sum(asked, line.counts()) - lookUps));
    }
}
