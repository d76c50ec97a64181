package org.pidesk.request.process;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.pidesk.kernel.Reference;
import org.pidesk.request.CaseDates;
import org.pidesk.request.CaseDates.Stage;
import org.pidesk.request.CaseSystems;
import org.pidesk.request.DeIdentifications;
import org.pidesk.request.Decision;
import org.pidesk.request.Ladder;
import org.springframework.stereotype.Component;

/**
 * The steps of {@code processes/deIdentify.bpmn}, each named like its task, and the answers to its gateways. The
 * picture has the order and the waiting; what a step does stands in {@link DeIdentifications}.
 */
@Component
public class DeIdentify extends Steps {
    private final DeIdentifications deIdentifications;

    DeIdentify(DeIdentifications deIdentifications, CaseDates dates, CaseSystems systems, Ladder ladder) {
        super(dates, systems, ladder);
        this.deIdentifications = deIdentifications;
    }

    public boolean nobodyAsked(String reference) {
        return !deIdentifications.askedByThePerson(new Reference(reference));
    }

    public void restrictRecord(String reference) {
        deIdentifications.restrictRecord(new Reference(reference));
    }

    public void acknowledgeRequest(String reference) {
        deIdentifications.acknowledgeRequest(new Reference(reference));
    }

    public boolean noRecordFound(String reference) {
        return deIdentifications.recordsFound(new Reference(reference)) == 0;
    }

    public boolean severalRecordsFound(String reference) {
        return deIdentifications.recordsFound(new Reference(reference)) > 1;
    }

    public Date decisionLateAt(String reference) {
        return lateAt(reference, Stage.DECIDE);
    }

    public Date releaseLateAt(String reference) {
        return lateAt(reference, Stage.RELEASE);
    }

    public void remindInformationOfficer(String reference) {
        deIdentifications.remindInformationOfficer(new Reference(reference));
    }

    /** A second person did not agree: nothing is decided any more. */
    public boolean sentBack(String reference) {
        return deIdentifications.decision(new Reference(reference)) == null;
    }

    public boolean everythingMustStay(String reference) {
        return deIdentifications.decision(new Reference(reference)) == Decision.ALL_HOLDS;
    }

    public void refuseRemoval(String reference) {
        deIdentifications.refuse(new Reference(reference));
    }

    public void announcePause(String reference) {
        deIdentifications.announcePause(new Reference(reference));
    }

    public Date pauseEndsAt(String reference) {
        return Date.from(deIdentifications.pauseEndsAt(new Reference(reference)));
    }

    public boolean anotherRequestIsOpen(String reference) {
        return deIdentifications.anotherRequestIsOpen(new Reference(reference));
    }

    public void tellOfCancellation(String reference) {
        deIdentifications.tellOfCancellation(new Reference(reference));
    }

    public void liftRestriction(String reference) {
        deIdentifications.liftRestriction(new Reference(reference));
    }

    public void sealWorkingCopy(String reference) {
        deIdentifications.sealWorkingCopy(new Reference(reference));
    }

    public void blackListAddresses(String reference) {
        deIdentifications.blackListAddresses(new Reference(reference));
    }

    public void markLeadsLost(String reference) {
        deIdentifications.markLeadsLost(new Reference(reference));
    }

    public void deIdentifyContact(String reference) {
        deIdentifications.deIdentifyContact(new Reference(reference));
    }

    public void tellKeyContacts(String reference) {
        deIdentifications.tellKeyContacts(new Reference(reference));
    }

    /** Staff see at which system the person is to be de-identified; the picture says it once for all. */
    public void nameAfterSystem(DelegateTask task, String system) {
        task.setName("De-identify at " + nameOf(system));
    }

    public void confirmToPerson(String reference) {
        deIdentifications.confirmToPerson(new Reference(reference));
    }

    public void destroyWorkingCopy(String reference) {
        deIdentifications.destroyWorkingCopy(new Reference(reference));
    }

    public void searchForLeftovers(String reference) {
        deIdentifications.searchForLeftovers(new Reference(reference));
    }

    public void closeCase(String reference) {
        deIdentifications.closeCase(new Reference(reference));
    }
}
