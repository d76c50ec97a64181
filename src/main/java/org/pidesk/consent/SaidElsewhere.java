package org.pidesk.consent;

import org.pidesk.contact.ConsentEvidence;
import org.pidesk.contact.ContactDeIdentified;
import org.pidesk.contact.MarketingConsentSaid;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps to what a case says about marketing, so that there is one truth. */
@Component
class SaidElsewhere {
    private final Consents consents;

    SaidElsewhere(Consents consents) {
        this.consents = consents;
    }

    @EventListener
    void follow(MarketingConsentSaid said) {
        consents.follow(said.contact(), said.given(), evidence(said.evidence()));
    }

    @EventListener
    void forget(ContactDeIdentified gone) {
        consents.forget(gone.contact());
    }

    private static Evidence evidence(ConsentEvidence inTheCase) {
        return inTheCase == null
                ? Evidence.of(Evidence.Kind.WITHDRAWAL)
                : Evidence.of(Evidence.Kind.WEB_FORM)
                        .worded(inTheCase.wording())
                        .under(inTheCase.reference());
    }
}
