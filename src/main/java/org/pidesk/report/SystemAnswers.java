package org.pidesk.report;

import java.util.Arrays;
import java.util.List;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisations;
import org.pidesk.report.Chart.Bar;
import org.pidesk.report.MonthFigures.Spent;
import org.pidesk.report.Sheet.Column;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How the systems beside ours answer: the dealership's own and each operator's. */
@Component
@Order(4)
class SystemAnswers implements Report {
    private static final List<Column> COLUMNS = List.of(
            new Column("System", Kind.TEXT),
            new Column("Asked", Kind.NUMBER),
            new Column("Answered", Kind.NUMBER),
            new Column("No answer", Kind.NUMBER),
            new Column("Median, about", Kind.DURATION),
            new Column("Nine of ten in about", Kind.DURATION));

    private final MonthFigures figures;
    private final Organisations organisations;

    SystemAnswers(MonthFigures figures, Organisations organisations) {
        this.figures = figures;
        this.organisations = organisations;
    }

    @Override
    public String address() {
        return "systems";
    }

    @Override
    public String name() {
        return "Answers of systems";
    }

    @Override
    public String says() {
        return "How long each system and operator took from the question to the answer, and how often none came.";
    }

    @Override
    public Found of(OrganisationId organisation, Months months) {
        var systems = figures.systems(organisation, months);
        var covers =
                ("%s, %s. Questions by the month in which they were asked. No answer: none so far, or none before the"
                                + " case ended. Questions from before their moment was noted are left out. Times are kept in"
                                + " ranges: each is true to within a tenth.")
                        .formatted(organisations.get(organisation).name(), months.words());
        var rows = systems.stream().map(SystemAnswers::row).toList();
        return new Found(
                new Sheet("answers-of-systems-" + months.code(), name(), covers, COLUMNS, rows), chart(systems));
    }

    private static List<Object> row(Spent system) {
        return Arrays.asList(
                system.part(),
                system.asked(),
                system.times().number(),
                silent(system),
                system.times().within(StepTimes.HALF).orElse(null),
                system.times().within(StepTimes.NINE_OF_TEN).orElse(null));
    }

    private static long silent(Spent system) {
        return system.asked() - system.times().number();
    }

    private static Chart chart(List<Spent> systems) {
        var bars = systems.stream()
                .map(system -> new Bar(
                        system.part(),
                        List.of((double) system.times().number(), (double) silent(system)),
                        "%d answered, %d not".formatted(system.times().number(), silent(system))))
                .toList();
        return new Chart(
                "Questions to systems",
                "A bar for each system, as long as it was asked: first what it answered, then what it did not.",
                List.of("Answered", "No answer"),
                bars);
    }
}
