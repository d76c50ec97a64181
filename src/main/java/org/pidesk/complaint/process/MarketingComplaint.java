package org.pidesk.complaint.process;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.pidesk.complaint.MarketingComplaints;
import org.pidesk.kernel.Reference;
import org.pidesk.staff.Role;
import org.springframework.stereotype.Component;

/** The steps of {@code processes/marketingComplaint.bpmn}, each named like its task, and the answers to its gateways. */
@Component
public class MarketingComplaint {
    private final MarketingComplaints complaints;

    MarketingComplaint(MarketingComplaints complaints) {
        this.complaints = complaints;
    }

    public void stopMarketing(String reference) {
        complaints.stopMarketing(new Reference(reference));
    }

    public boolean awaitsAnswer(String reference) {
        return complaints.get(new Reference(reference)).awaitsAnswer();
    }

    public void acknowledgeComplaint(String reference) {
        complaints.acknowledge(new Reference(reference));
    }

    public String staff(DelegateExecution execution) {
        return Role.DEALERSHIP_STAFF.groupIn(execution.getTenantId());
    }

    public Date lookIntoLateAt(String reference) {
        return Date.from(complaints.lateAt(new Reference(reference)));
    }

    public void remindKeyContacts(String reference) {
        complaints.remind(new Reference(reference));
    }

    public void answerPerson(String reference) {
        complaints.answer(new Reference(reference));
    }
}
