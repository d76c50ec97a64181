package org.pidesk.request;

import java.util.Map;
import java.util.UUID;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.springframework.stereotype.Service;

/**
 * The questions that a case puts to staff: what each form shows, and what an answer does.
 *
 * <p>Sheets and answers are plain maps, as they travel to and from the form. Every sheet carries {@code reference},
 * {@code due}, {@code receivedAt}, {@code title} and {@code help}; besides them:
 *
 * <ul>
 *   <li>{@code userTask_sayWhoseRecord} shows {@code {address, records: [{id, number, firstName, lastName, email,
 *       mobile, leads}]}} and takes {@code {records: [id], evidence}}; no record at all is an answer too.
 *   <li>{@code userTask_decideWhatMustStay} shows {@code {record: {number, firstName, lastName, email, mobile}, items:
 *       [{id, label, value}], grounds: [{id, words, law}]}} and takes {@code {decision: NOTHING_HOLDS | PART_HOLDS |
 *       ALL_HOLDS, holds: [{item, ground, until}], ground, reason}}.
 *   <li>{@code userTask_deIdentifyAtSystem} shows {@code {system: {name, kind, holds, instructions}, person: {name,
 *       email, mobile, customerNumber, leadNumbers}, askedAgainBecause}} and takes {@code {outcome: DONE | NOT_FOUND |
 *       CANNOT, evidence}}.
 *   <li>{@code userTask_settleWhatCannot} shows {@code {system, person, becauseOf}} and takes {@code {outcome:
 *       ASK_AGAIN | KEPT, ground, reason}}.
 *   <li>{@code userTask_chaseSilentSystems} shows {@code {silent: [{name, kind, since}]}} and takes {@code {note}}.
 * </ul>
 *
 * Evidence, reason and note have 10 to 2000 characters.
 */
@Service
public class StaffTasks {

    /**
     * What the form of a task shows.
     *
     * @param task the activity id: {@code userTask_deIdentifyAtSystem}
     * @param system null unless the task asks one system
     */
    public Map<String, Object> sheet(String task, Reference reference, UUID system) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** @throws InvalidAnswer when the answer is not complete; its fields carry a sentence each */
    public void check(String task, Reference reference, UUID system, Map<String, Object> answer) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Records the answer in the caller's transaction, after checking it again. @param by who answers */
    public void record(String task, Reference reference, UUID system, Map<String, Object> answer, String by) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Whose case it is. @throws java.util.NoSuchElementException when there is no such case */
    public OrganisationId organisationOf(Reference reference) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * What staff see of a case: {@code {reference, organisation (its name), status (a {@link RequestStatus}), receivedAt
     * (Instant), due (LocalDate), pauseEndsAt (Instant or null), begunAt, closedAt, decision (NOTHING_HOLDS and so on,
     * or null), refusal (its words, or null), systems: [{name, kind, outcome (null while silent), answeredBy,
     * answeredAt}], person}}.
     *
     * <p>{@code person} is {@code {customerNumber, leadNumbers}} while the working copy is sealed, for whoever works a
     * lead; null before and after. No name and no address.
     */
    public Map<String, Object> caseSheet(Reference reference) {
        throw new UnsupportedOperationException("not built yet");
    }
}
