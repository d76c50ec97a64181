package org.pidesk.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;

/**
 * What a person may see of their own request. It holds nothing personal.
 *
 * @param due the last day for our written answer
 * @param because why it is that day, line by line
 * @param extendedBecause why the time was extended, each with its section of PAIA; empty when it was not
 * @param waitsFor what we wait for from the person; null when for nothing
 * @param pauses whether there is, or was, a time in which the person could change their mind
 * @param undoUntil until when it can surely be cancelled; null before that is known, and once it is too late
 * @param waitsForOthers whether the pause is over and it still waits for answers to the person's other requests
 * @param cancellable whether it can be cancelled now
 * @param abuse whether we ended it, because we took it for an abuse
 * @param refusal why it was refused; null when it was not
 * @param systemsAsked how many systems (DMS and operators) were told, or are to be once they are not suspended any more; 0 before, and where telling would give something away
 * @param systemsAnswered how many of them have answered
 */
public record CaseView(
        Reference reference,
        OrganisationId organisation,
        RequestType type,
        RequestStatus status,
        Instant receivedAt,
        LocalDate due,
        List<String> because,
        List<String> extendedBecause,
        PauseReason waitsFor,
        boolean pauses,
        Instant undoUntil,
        boolean waitsForOthers,
        boolean cancellable,
        boolean abuse,
        RefusalReason refusal,
        int systemsAsked,
        int systemsAnswered,
        Instant closedAt) {}
