package org.pidesk.request.process;

import org.pidesk.kernel.Reference;
import org.pidesk.request.RequestStatus;
import org.pidesk.request.Withdrawals;
import org.springframework.stereotype.Component;

/** The steps of {@code processes/withdrawConsent.bpmn}: what a withdrawal has beside a de-identification. */
@Component
public class WithdrawConsent {
    private final Withdrawals withdrawals;

    WithdrawConsent(Withdrawals withdrawals) {
        this.withdrawals = withdrawals;
    }

    public boolean wasCancelled(String reference) {
        return withdrawals.status(new Reference(reference)) == RequestStatus.CANCELLED;
    }

    public boolean wasRefused(String reference) {
        return withdrawals.status(new Reference(reference)) == RequestStatus.REFUSED;
    }

    public void withdrawConsentAllTheSame(String reference) {
        withdrawals.withdrawConsentAllTheSame(new Reference(reference));
    }
}
