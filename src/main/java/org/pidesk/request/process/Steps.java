package org.pidesk.request.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.pidesk.staff.Role;

/** What the steps of every process say: whose task it is. */
public abstract class Steps {

    /** The group of the organisation's staff. */
    public String staff(DelegateExecution execution) {
        return Role.DEALERSHIP_STAFF.groupIn(execution.getTenantId());
    }

    /** The group of the organisation's compliance managers. */
    public String complianceManagers(DelegateExecution execution) {
        return Role.COMPLIANCE_MANAGER.groupIn(execution.getTenantId());
    }
}
