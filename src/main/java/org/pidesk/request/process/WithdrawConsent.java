package org.pidesk.request.process;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Outcome;
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

    WithdrawConsent(Withdrawals withdrawals, MarketingStops marketing) {
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

    public List<String> systemsToAsk(String reference) {
        return marketing.systemsToAsk(new Reference(reference)).stream()
                .map(UUID::toString)
                .toList();
    }

    /** Staff see at which system marketing is to stop; the picture says it once for all. */
    public void nameAfterSystem(DelegateTask task, String system) {
        task.setName("Stop marketing at " + marketing.nameOfSystem(UUID.fromString(system)));
    }

    public boolean cannot(String reference, String system) {
        return marketing.answerOf(new Reference(reference), UUID.fromString(system)) == Outcome.CANNOT;
    }

    public boolean isAskedAgain(String reference, String system) {
        return marketing.answerOf(new Reference(reference), UUID.fromString(system)) == null;
    }

    public Date answersLateAt(String reference) {
        return Date.from(marketing.answersLateAt(new Reference(reference)));
    }

    public void confirmToPerson(String reference) {
        marketing.confirmToPerson(new Reference(reference));
    }

    public void closeCase(String reference) {
        marketing.closeCase(new Reference(reference));
    }
}
