package org.pidesk.cockpit;

import java.util.Locale;
import org.pidesk.request.Rung;

/** Says codes as compliance managers read them. */
final class Words {
    private Words() {}

    static String of(Rung rung) {
        return switch (rung) {
            case HALF -> "Half of the time is gone";
            case AT_RISK -> "At risk: four fifths of the time are gone";
            case WORKING_DEADLINE -> "The last working day is over";
            case BREACHED -> "Breached: the last day is over";
        };
    }

    /** {@code IN_PROGRESS}: In progress. */
    static String plain(Object code) {
        var text = String.valueOf(code).toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Who may take a task, by the group that is asked. */
    static String group(String id) {
        return id.endsWith("-compliance") ? "Compliance managers" : "Staff";
    }
}
