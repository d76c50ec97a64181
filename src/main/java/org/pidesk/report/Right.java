package org.pidesk.report;

import java.util.Comparator;
import org.pidesk.report.MonthFigures.Counted;
import org.pidesk.request.RequestType;

/** Which right was used. @param asked whether the person asked; otherwise the purpose ended */
record Right(RequestType type, boolean asked) implements Comparable<Right> {
    private static final Comparator<Right> ORDER =
            Comparator.comparing(Right::type).thenComparing(Right::asked, Comparator.reverseOrder());

    static Right of(Counted counted) {
        return new Right(counted.type(), counted.asked());
    }

    @Override
    public int compareTo(Right other) {
        return ORDER.compare(this, other);
    }

    String words() {
        return asked ? type.words() : type.words() + ", not asked for: the purpose ended";
    }
}
