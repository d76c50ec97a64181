package org.pidesk.request.process;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Outcome;
import org.pidesk.request.CaseDates;
import org.pidesk.request.CaseDates.Stage;
import org.pidesk.request.CaseSystems;
import org.pidesk.request.Corrections;
import org.pidesk.request.Ladder;
import org.springframework.stereotype.Component;

/**
 * The steps of {@code processes/alterInformation.bpmn}, each named like its task, and the answers to its gateways. The
 * picture has the order and the waiting; what a step does stands in {@link Corrections}.
 */
@Component
public class AlterInformation extends Steps {
    private final Corrections corrections;

    AlterInformation(Corrections corrections, CaseDates dates, CaseSystems systems, Ladder ladder) {
        super(dates, systems, ladder);
        this.corrections = corrections;
    }

    public void restrictFields(String reference) {
        corrections.restrictFields(new Reference(reference));
    }

    public void acknowledgeRequest(String reference) {
        corrections.acknowledgeRequest(new Reference(reference));
    }

    public boolean severalRecordsFound(String reference) {
        return corrections.recordsFound(new Reference(reference)) > 1;
    }

    public Date decisionLateAt(String reference) {
        return lateAt(reference, Stage.DECIDE);
    }

    public void warnOtherAddresses(String reference) {
        corrections.warnOtherAddresses(new Reference(reference));
    }

    public boolean changesAnAddress(String reference) {
        return corrections.changesAnAddress(new Reference(reference));
    }

    public Date pauseEndsAt(String reference) {
        return Date.from(corrections.pauseEndsAt(new Reference(reference)));
    }

    public boolean somethingIsInTheWay(String reference) {
        return corrections.somethingIsInTheWay(new Reference(reference));
    }

    public void tellOfCancellation(String reference) {
        corrections.tellOfCancellation(new Reference(reference));
    }

    public void dropChanges(String reference) {
        corrections.dropChanges(new Reference(reference));
    }

    public void applyChanges(String reference) {
        corrections.applyChanges(new Reference(reference));
    }

    public void tellKeyContacts(String reference) {
        corrections.tellKeyContacts(new Reference(reference));
    }

    public void tellLeadRecipients(String reference) {
        corrections.tellLeadRecipients(new Reference(reference));
    }

    /** Staff see at which system the changes are to be made; the picture says it once for all. */
    public void nameAfterSystem(DelegateTask task, String system) {
        task.setName("Make the same changes at " + nameOf(system));
    }

    public boolean refusedAField(String reference, String system) {
        return answerOf(reference, system) == Outcome.CANNOT;
    }

    public Date settlementLateAt(String reference) {
        return lateAt(reference, Stage.SETTLE);
    }

    public void confirmToPerson(String reference) {
        corrections.confirmToPerson(new Reference(reference));
    }

    public void liftRestrictions(String reference) {
        corrections.liftRestrictions(new Reference(reference));
    }

    public void closeCase(String reference) {
        corrections.closeCase(new Reference(reference));
    }

    public boolean somethingWasLeft(String reference) {
        return corrections.somethingWasLeft(new Reference(reference));
    }
}
