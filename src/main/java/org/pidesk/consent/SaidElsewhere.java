package org.pidesk.consent;

import org.pidesk.contact.AddressChanges;
import org.pidesk.contact.ConsentEvidence;
import org.pidesk.contact.ContactDeIdentified;
import org.pidesk.contact.ContactLeaves;
import org.pidesk.contact.Field;
import org.pidesk.contact.MarketingConsentSaid;
import org.pidesk.kernel.Channel;
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
    void remember(AddressChanges changes) {
        consents.remember(changes.contact(), changes.field() == Field.EMAIL ? Channel.EMAIL : Channel.SMS);
    }

    /** Before they are de-identified. A black list takes in what it hears here sealed, and writes it down by itself. */
    @EventListener
    void remember(ContactLeaves leaves) {
        for (var channel : Channel.values()) {
            consents.remember(leaves.contact(), channel);
        }
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
