package org.pidesk.complaint;

import java.time.Instant;
import java.time.LocalDate;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.ComplaintReceived;

/**
 * A complaint of our own messages; it says nothing about whose it is.
 *
 * @param about null where a program told for the person
 * @param times how often it was said while it was open
 * @param due by when it is answered, counted from receipt, or from when an answer was first wanted after that
 * @param upheld whether the person was right; null while it is open
 */
public record ComplaintCase(
        Reference reference,
        OrganisationId organisation,
        ComplaintReceived.Means means,
        ComplaintReceived.About about,
        boolean awaitsAnswer,
        int times,
        Instant receivedAt,
        LocalDate due,
        Boolean upheld) {
    /** Of how many sayings the words are kept; nobody can fill a case without end. */
    static final int MOST_KEPT = 20;

    public int kept() {
        return Math.min(times, MOST_KEPT);
    }

    /** Whether it was said so often that the last time was counted and no more. */
    public boolean isOnlyCounted() {
        return times > MOST_KEPT;
    }
}
