package org.pidesk.report;

import java.util.EnumMap;
import java.util.Map;
import org.pidesk.report.MonthFigures.Counted;
import org.pidesk.report.MonthFigures.Figure;

/** How many of each figure, added up. */
final class Tally {
    private final Map<Figure, Long> numbers = new EnumMap<>(Figure.class);

    Tally add(Counted counted) {
        numbers.merge(counted.figure(), counted.number(), Long::sum);
        return this;
    }

    long of(Figure figure) {
        return numbers.getOrDefault(figure, 0L);
    }

    long answered() {
        return of(Figure.FULFILLED) + of(Figure.REFUSED);
    }

    /** The share of what was answered by its last day; null where nothing was. */
    Double onTime() {
        return answered() == 0 ? null : (double) of(Figure.ON_TIME) / answered();
    }
}
