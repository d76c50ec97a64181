package org.pidesk.campaign.process;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.pidesk.campaign.OptIns;
import org.pidesk.kernel.Reference;
import org.pidesk.staff.Role;
import org.springframework.stereotype.Component;

/**
 * The steps of {@code processes/optInCampaign.bpmn}, each named like its task, and the answers to its gateways. What a
 * step does stands in {@link OptIns}.
 */
@Component
public class OptInCampaign {
    private final OptIns campaigns;

    OptInCampaign(OptIns campaigns) {
        this.campaigns = campaigns;
    }

    public boolean isPermissionMissing(String reference) {
        return campaigns.isPermissionMissing(new Reference(reference));
    }

    public void tellComplianceManager(String reference) {
        campaigns.tellComplianceManager(new Reference(reference));
    }

    public void screenList(String reference) {
        campaigns.screenList(new Reference(reference));
    }

    public boolean isNobodyLeft(String reference) {
        return campaigns.isNobodyLeft(new Reference(reference));
    }

    /** Somebody else than who began it has to approve it: staff too, where a compliance manager began it. */
    public String approvers(DelegateExecution execution) {
        var managers = complianceManagers(execution);
        return campaigns.isBegunByAComplianceManager(new Reference(execution.getProcessBusinessKey()))
                ? managers + "," + Role.DEALERSHIP_STAFF.groupIn(execution.getTenantId())
                : managers;
    }

    public String complianceManagers(DelegateExecution execution) {
        return Role.COMPLIANCE_MANAGER.groupIn(execution.getTenantId());
    }

    public Date approvalLateAt(String reference) {
        return Date.from(campaigns.approvalLateAt());
    }

    public boolean isRefused(String reference) {
        return campaigns.isRefused(new Reference(reference));
    }

    public void releaseWave(String reference) {
        campaigns.releaseWave(new Reference(reference));
    }

    public Date nextWaveAt(String reference) {
        return Date.from(campaigns.nextWaveAt(new Reference(reference)));
    }

    public boolean isPaused(String reference) {
        return campaigns.isPaused(new Reference(reference));
    }

    public boolean isEverybodyAsked(String reference) {
        return campaigns.isEverybodyAsked(new Reference(reference));
    }

    public Date decisionLateAt(String reference) {
        return Date.from(campaigns.decisionLateAt());
    }

    public boolean isStopped(String reference) {
        return campaigns.isStopped(new Reference(reference));
    }

    public Date silenceEndsAt(String reference) {
        return Date.from(campaigns.silenceEndsAt(new Reference(reference)));
    }

    public void takeSilenceForNo(String reference) {
        campaigns.takeSilenceForNo(new Reference(reference));
    }

    public void reportCampaign(String reference) {
        campaigns.reportCampaign(new Reference(reference));
    }
}
