package org.pidesk.bench;

import java.util.Locale;
import java.util.function.DoublePredicate;

/** What a ratio should be; its median is judged. */
record Goal(String number, String wanted, DoublePredicate met) {

    static Goal atLeast(String number, double limit) {
        return new Goal(number, String.format(Locale.ROOT, "≥ %.2f", limit), median -> median >= limit);
    }

    static Goal atMost(String number, double limit) {
        return new Goal(number, String.format(Locale.ROOT, "≤ %.2f", limit), median -> median <= limit);
    }

    static Goal within(String number, double share) {
        return new Goal(
                number,
                String.format(Locale.ROOT, "%.2f..%.2f", 1 - share, 1 + share),
                median -> Math.abs(median - 1) <= share);
    }

    /** Written down only. */
    static Goal none(String number) {
        return new Goal(number, "", median -> true);
    }

    String verdict(Spread measured) {
        return wanted.isEmpty() ? "" : met.test(measured.median()) ? "met" : "**missed**";
    }
}
