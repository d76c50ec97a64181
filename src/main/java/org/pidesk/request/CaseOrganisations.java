package org.pidesk.request;

import java.util.Optional;
import org.pidesk.engine.CaseTenants;
import org.springframework.stereotype.Component;

/** The fence around a case in the engine is its organisation. */
@Component
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
