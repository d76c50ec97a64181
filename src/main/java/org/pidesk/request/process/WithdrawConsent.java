package org.pidesk.request.process;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Outcome;
import org.pidesk.request.Decision;
import org.pidesk.request.Withdrawals;
import org.springframework.stereotype.Component;

/**
 * The steps of {@code processes/withdrawConsent.bpmn}, each named like its task, and the answers to its gateways. The
 * picture has the order and the waiting; what a step does stands in {@link Withdrawals}.
 */
@Component
public class WithdrawConsent extends Steps {
    private final Withdrawals withdrawals;

    WithdrawConsent(Withdrawals withdrawals) {
        this.withdrawals = withdrawals;
    }

    public void restrictRecord(String reference) {
        withdrawals.restrictRecord(new Reference(reference));
    }

    public void acknowledgeRequest(String reference) {
        withdrawals.acknowledgeRequest(new Reference(reference));
    }

    public boolean noRecordFound(String reference) {
        return withdrawals.recordsFound(new Reference(reference)) == 0;
    }

    public boolean severalRecordsFound(String reference) {
        return withdrawals.recordsFound(new Reference(reference)) > 1;
    }

    public Date decisionLateAt(String reference) {
        return Date.from(withdrawals.decisionLateAt(new Reference(reference)));
    }

    public void remindInformationOfficer(String reference) {
        withdrawals.remindInformationOfficer(new Reference(reference));
    }

    public boolean everythingMustStay(String reference) {
        return withdrawals.decision(new Reference(reference)) == Decision.ALL_HOLDS;
    }

    public void sendRefusal(String reference) {
        withdrawals.refuse(new Reference(reference));
    }

    public void announcePause(String reference) {
        withdrawals.announcePause(new Reference(reference));
    }

    public Date pauseEndsAt(String reference) {
        return Date.from(withdrawals.pauseEndsAt(new Reference(reference)));
    }

    public void tellOfCancellation(String reference) {
        withdrawals.tellOfCancellation(new Reference(reference));
    }

    public void liftRestriction(String reference) {
        withdrawals.liftRestriction(new Reference(reference));
    }

    public void sealWorkingCopy(String reference) {
        withdrawals.sealWorkingCopy(new Reference(reference));
    }

    public void blackListAddresses(String reference) {
        withdrawals.blackListAddresses(new Reference(reference));
    }

    public void markLeadsLost(String reference) {
        withdrawals.markLeadsLost(new Reference(reference));
    }

    public void deIdentifyContact(String reference) {
        withdrawals.deIdentifyContact(new Reference(reference));
    }

    public void tellKeyContacts(String reference) {
        withdrawals.tellKeyContacts(new Reference(reference));
    }

    public List<String> systemsToAsk(String reference) {
        return withdrawals.systemsToAsk(new Reference(reference)).stream()
                .map(UUID::toString)
                .toList();
    }

    /** Staff see at which system the person is to be de-identified; the picture says it once for all. */
    public void nameAfterSystem(DelegateTask task, String system) {
        task.setName("De-identify at " + withdrawals.nameOfSystem(UUID.fromString(system)));
    }

    public boolean cannot(String reference, String system) {
        return withdrawals.answerOf(new Reference(reference), UUID.fromString(system)) == Outcome.CANNOT;
    }

    public boolean isAskedAgain(String reference, String system) {
        return withdrawals.answerOf(new Reference(reference), UUID.fromString(system)) == null;
    }

    public Date answersLateAt(String reference) {
        return Date.from(withdrawals.answersLateAt(new Reference(reference)));
    }

    public void confirmToPerson(String reference) {
        withdrawals.confirmToPerson(new Reference(reference));
    }

    public void destroyWorkingCopy(String reference) {
        withdrawals.destroyWorkingCopy(new Reference(reference));
    }

    public void searchForLeftovers(String reference) {
        withdrawals.searchForLeftovers(new Reference(reference));
    }

    public void closeCase(String reference) {
        withdrawals.closeCase(new Reference(reference));
    }
}
