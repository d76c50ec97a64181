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

    private static Evidence evidence(ConsentEvidence elsewhere) {
        return elsewhere == null
                ? Evidence.of(Evidence.Kind.WITHDRAWAL)
                : Evidence.of(kind(elsewhere.channel()))
                        .worded(elsewhere.wording())
                        .under(elsewhere.reference());
    }

    /** Where it was said, as it is noted there. */
    private static Evidence.Kind kind(String channel) {
        return switch (channel) {
            case "COMPLAINT" -> Evidence.Kind.COMPLAINT;
            case "TEXT_MESSAGE" -> Evidence.Kind.STOP_MESSAGE;
            default -> Evidence.Kind.WEB_FORM;
        };
    }
}
