package org.pidesk.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.pidesk.kernel.Reference;

/**
 * A closed case that is looked at again, by somebody who had no hand in it.
 *
 * @param askedBy {@code person}, or who entered it for them
 * @param due the last day for our answer
 * @param because why that day, line by line
 * @param outcome null while nobody has decided
 * @param reopenedAs the new case; null when there is none
 * @param reason what the person said; empty once it is destroyed
 * @param answer what we answered; empty before, and once it is destroyed
 */
public record Review(
        Reference reference,
        Instant askedAt,
        String askedBy,
        LocalDate due,
        List<String> because,
        Outcome outcome,
        String decidedBy,
        Instant decidedAt,
        Reference reopenedAs,
        String reason,
        String answer) {

    /** What came of it. */
    public enum Outcome {
        /** Our first answer stands. */
        UPHELD,
        /** It is done again, as a case of its own. */
        REOPENED,
        /** The person is right, and only they can say again what they want. */
        ASK_AGAIN
    }

    public boolean isOpen() {
        return outcome == null;
    }
}
