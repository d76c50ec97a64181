package org.pidesk.request.process;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.pidesk.kernel.Reference;
import org.pidesk.request.CaseDates;
import org.pidesk.request.CaseSystems;
import org.pidesk.request.Ladder;
import org.pidesk.request.MarketingStops;
import org.pidesk.request.Withdrawals;
import org.springframework.stereotype.Component;

/**
 * The steps of {@code processes/withdrawConsent.bpmn}: what a withdrawal has beside a de-identification. What a step does
 * stands in {@link MarketingStops}.
 */
@Component
public class WithdrawConsent extends Steps {
    private final Withdrawals withdrawals;
    private final MarketingStops marketing;

    WithdrawConsent(
            Withdrawals withdrawals, MarketingStops marketing, CaseDates dates, CaseSystems systems, Ladder ladder) {
        super(dates, systems, ladder);
        this.withdrawals = withdrawals;
        this.marketing = marketing;
    }

    public boolean wasCancelled(String reference) {
        return withdrawals.wasCancelled(new Reference(reference));
    }

    public boolean everythingStays(String reference) {
        return withdrawals.everythingStays(new Reference(reference));
    }

    public void withdrawConsentAllTheSame(String reference) {
        marketing.withdrawConsentAllTheSame(new Reference(reference));
    }

    /** Staff see at which system marketing is to stop; the picture says it once for all. */
    public void nameAfterSystem(DelegateTask task, String system) {
        task.setName("Stop marketing at " + nameOf(system));
    }

    public void confirmToPerson(String reference) {
        marketing.confirmToPerson(new Reference(reference));
    }

    public void closeCase(String reference) {
        marketing.closeCase(new Reference(reference));
    }
}
