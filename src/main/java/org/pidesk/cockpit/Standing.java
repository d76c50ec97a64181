package org.pidesk.cockpit;

import java.time.LocalDate;

/** How an open case stands to its last day: a column of the figures, and the list that it leads to. */
enum Standing {
    OPEN("Open", "not answered yet"),
    DUE_SOON("Due in 7 days", "their last day comes"),
    AT_RISK("At risk", "four fifths of the time are gone, and the last day is not over"),
    BREACHED("Breached", "the last day is over");

    private final String label;
    private final String meaning;

    Standing(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }

    /** The earliest last day of such a case. */
    LocalDate from(LocalDate today) {
        return this == DUE_SOON || this == AT_RISK ? today : LocalDate.EPOCH;
    }

    /** The first last day that none of them has. */
    LocalDate until(LocalDate today) {
        return switch (this) {
            case BREACHED -> today;
            case DUE_SOON -> today.plusDays(CaseFigures.SOON);
            default -> LocalDate.of(9999, 1, 1);
        };
    }
}
