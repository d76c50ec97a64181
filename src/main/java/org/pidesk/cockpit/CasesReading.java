package org.pidesk.cockpit;

import java.util.List;
import java.util.stream.Stream;
import org.pidesk.cockpit.Overview.Kind;
import org.pidesk.watch.Figure;
import org.pidesk.watch.Reading;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How late the cases of all organisations together are. Which organisation it is, its compliance managers see in Cockpit:
 * that is no business of the machines that watch, nor of whoever reads their boards.
 */
@Component
class CasesReading implements Reading {
    private final CaseFigures figures;

    CasesReading(CaseFigures figures) {
        this.figures = figures;
    }

    @Override
    public String name() {
        return "cases";
    }

    @Override
    @Transactional(readOnly = true, timeout = 10)
    public List<Figure> take() {
        return figures.openOfAll().stream().flatMap(CasesReading::figures).toList();
    }

    private static Stream<Figure> figures(Kind type) {
        return Stream.of(
                        Figure.of("pidesk_cases_open", "Open cases.", type.open()),
                        Figure.of(
                                "pidesk_cases_due_soon",
                                "Open cases whose last day is one of seven, from today on.",
                                type.dueSoon()),
                        Figure.of(
                                "pidesk_cases_at_risk",
                                "Open cases of whose time four fifths are gone.",
                                type.atRisk()),
                        Figure.of("pidesk_cases_breached", "Open cases whose last day is over.", type.breached()))
                .map(figure -> figure.by("type", type.of()));
    }
}
