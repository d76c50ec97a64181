package org.pidesk.report;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisations;
import org.pidesk.report.Chart.Bar;
import org.pidesk.report.MonthFigures.Spent;
import org.pidesk.report.Sheet.Column;
import org.pidesk.request.RequestType;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Where the time goes: how long cases waited at each step. */
@Component
@Order(3)
class StepTimes implements Report {
    static final double HALF = 0.5;
    static final double NINE_OF_TEN = 0.9;

    private static final int SLOWEST = 12;

    private static final Map<String, String> PROCESSES = Map.of(
            "lookupNotFound", RequestType.LOOK_UP.words(),
            "alterInformation", RequestType.ALTERATION.words(),
            "withdrawConsent", RequestType.WITHDRAWAL.words(),
            "deIdentify", RequestType.DE_IDENTIFICATION.words(),
            "marketingComplaint", "Complaint about marketing",
            "optInCampaign", "Campaign");

    private static final List<Column> COLUMNS = List.of(
            new Column("Process", Kind.TEXT),
            new Column("Step", Kind.TEXT),
            new Column("How often", Kind.NUMBER),
            new Column("Median, about", Kind.DURATION),
            new Column("Nine of ten in about", Kind.DURATION));

    private final MonthFigures figures;
    private final Organisations organisations;

    StepTimes(MonthFigures figures, Organisations organisations) {
        this.figures = figures;
        this.organisations = organisations;
    }

    @Override
    public String address() {
        return "steps";
    }

    @Override
    public String name() {
        return "Time per step";
    }

    @Override
    public String says() {
        return "How long cases waited at each step of their process.";
    }

    @Override
    public Found of(OrganisationId organisation, Months months) {
        var steps = figures.steps(organisation, months);
        var covers =
                ("%s, %s. Steps that wait for somebody or something, by the month in which they were left, also where"
                                + " the case was cancelled meanwhile. Times are kept in ranges: each is true to within a tenth.")
                        .formatted(organisations.get(organisation).name(), months.words());
        var rows = steps.stream().map(StepTimes::row).toList();
        return new Found(new Sheet("time-per-step-" + months.code(), name(), covers, COLUMNS, rows), chart(steps));
    }

    private static List<Object> row(Spent step) {
        return Arrays.asList(
                process(step),
                step.part(),
                step.times().number(),
                step.times().within(HALF).orElse(null),
                step.times().within(NINE_OF_TEN).orElse(null));
    }

    private static String process(Spent step) {
        return PROCESSES.getOrDefault(step.name(), step.name());
    }

    private static Chart chart(List<Spent> steps) {
        var bars = steps.stream()
                .sorted(Comparator.comparing(StepTimes::median).reversed())
                .limit(SLOWEST)
                .map(step -> new Bar(
                        step.part() + " (" + process(step) + ")",
                        List.of((double) median(step).toSeconds()),
                        "about " + Kind.DURATION.words(median(step))))
                .toList();
        return new Chart(
                "The slowest steps",
                "A bar for each of the twelve steps with the longest median, as long as that; the slowest first.",
                List.of("Median, about"),
                bars);
    }

    private static Duration median(Spent step) {
        return step.times().within(HALF).orElse(Duration.ZERO);
    }
}
