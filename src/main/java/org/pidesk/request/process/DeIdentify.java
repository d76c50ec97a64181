package org.pidesk.request.process;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Outcome;
import org.pidesk.request.DeIdentifications;
import org.pidesk.request.Decision;
import org.springframework.stereotype.Component;

/**
 * The steps of {@code processes/deIdentify.bpmn}, each named like its task, and the answers to its gateways. The
 * picture has the order and the waiting; what a step does stands in {@link DeIdentifications}.
 */
@Component
public class DeIdentify extends Steps {
    private final DeIdentifications deIdentifications;

    DeIdentify(DeIdentifications deIdentifications) {
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
        return Date.from(deIdentifications.decisionLateAt(new Reference(reference)));
    }

    public Date releaseLateAt(String reference) {
        return Date.from(deIdentifications.releaseLateAt(new Reference(reference)));
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

    public List<String> systemsToAsk(String reference) {
        return deIdentifications.systemsToAsk(new Reference(reference)).stream()
                .map(UUID::toString)
                .toList();
    }

    /** Staff see at which system the person is to be de-identified; the picture says it once for all. */
    public void nameAfterSystem(DelegateTask task, String system) {
        task.setName("De-identify at " + deIdentifications.nameOfSystem(UUID.fromString(system)));
    }

    public boolean cannot(String reference, String system) {
        return deIdentifications.answerOf(new Reference(reference), UUID.fromString(system)) == Outcome.CANNOT;
    }

    public boolean isAskedAgain(String reference, String system) {
        return deIdentifications.answerOf(new Reference(reference), UUID.fromString(system)) == null;
    }

    public Date answersLateAt(String reference) {
        return Date.from(deIdentifications.answersLateAt(new Reference(reference)));
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
