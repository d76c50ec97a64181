package org.pidesk.request;

import java.util.Optional;
import org.pidesk.engine.CaseTenants;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The fence around a case in the engine is its organisation. Asked first: there are far more cases than anything else. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class CaseOrganisations implements CaseTenants {
    private final RequestRepository requests;

    CaseOrganisations(RequestRepository requests) {
        this.requests = requests;
    }

    @Override
    public Optional<String> tenantOf(String reference) {
        return requests.organisationOf(reference);
    }
}
