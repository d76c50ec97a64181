package org.pidesk.engine;

import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;

/** Lets the engine do for a case what whoever is signed in may neither see nor do. */
@Component
class AsNobody {
    private final IdentityService identity;

    AsNobody(IdentityService identity) {
        this.identity = identity;
    }

    void run(Runnable work) {
        var who = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            work.run();
        } finally {
            if (who != null) {
                identity.setAuthentication(who.getUserId(), who.getGroupIds(), who.getTenantIds());
            }
        }
    }
}
