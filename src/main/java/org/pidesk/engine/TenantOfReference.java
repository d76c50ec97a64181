package org.pidesk.engine;

import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;
import org.springframework.beans.factory.ObjectProvider;

/** The tenant of a process instance is looked up by its reference: nobody can start one in another's name. */
final class TenantOfReference implements TenantIdProvider {
    private final ObjectProvider<CaseTenants> tenants;

    TenantOfReference(ObjectProvider<CaseTenants> tenants) {
        this.tenants = tenants;
    }

    @Override
    public String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext context) {
        return context.getVariables().get("reference") instanceof String reference ? tenantOf(reference) : null;
    }

    /** @throws AnswerRefused when nobody knows the case: a form can name any */
    private String tenantOf(String reference) {
        return tenants.orderedStream()
                .flatMap(cases -> cases.tenantOf(reference).stream())
                .findFirst()
                .orElseThrow(() -> new AnswerRefused("There is no such case."));
    }

    @Override
    public String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext context) {
        return null;
    }

    @Override
    public String provideTenantIdForHistoricDecisionInstance(TenantIdProviderHistoricDecisionInstanceContext context) {
        return null;
    }
}
